"""Mock interviews: choosing one, running it, and its report."""
