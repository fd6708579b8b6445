"""Progress over weeks, its scope, and milestones."""
