"""Questions a person adds: saving them, and sharing them as a file."""
