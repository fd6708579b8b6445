"""Recording files and folders on disk, private to the person."""
