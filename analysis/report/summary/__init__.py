"""What stands on top of a report: the verdict, or what was heard where there is none."""
