"""Question files: reading, checking, writing, and sharing them."""
