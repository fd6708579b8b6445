"""Questions a person adds: keeping them, and sharing them as a file."""
