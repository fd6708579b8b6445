"""Where the person's files are, and how they are written."""
