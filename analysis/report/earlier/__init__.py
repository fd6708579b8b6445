"""What earlier answers add to a report: what is usual, and the last attempts."""
