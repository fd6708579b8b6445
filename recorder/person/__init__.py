"""What the person entered: settings, profile, custom fillers, and their own questions."""
