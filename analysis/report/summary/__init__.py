"""The top of a report: the verdict, or the facts where there is none."""
