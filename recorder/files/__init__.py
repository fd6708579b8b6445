"""Where the person's files are kept, and how they are written."""
