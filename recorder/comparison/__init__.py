"""Stored answers side by side: any two, or the tellings of a drill; on screen and as a page."""
