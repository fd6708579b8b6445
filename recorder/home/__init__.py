"""What the first screen offers: what is next, and where to go."""
