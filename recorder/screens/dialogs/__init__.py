"""Small screens any other may open: a choice, a failure, an explanation."""
