"""The sample answer that ships with Viva, and a made-up practice history."""
