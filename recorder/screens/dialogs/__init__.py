"""Small screens that any screen may open: a choice, a failure, an explanation."""
