"""The sample answer that comes with Viva, and a sample practice history."""
