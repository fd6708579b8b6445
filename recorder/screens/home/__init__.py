"""The first screen, the first steps, today's questions, and help."""
