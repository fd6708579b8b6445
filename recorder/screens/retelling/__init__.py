"""The retelling drill: one question, three times in shrinking time."""
