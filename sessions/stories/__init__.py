"""The person's stories."""
