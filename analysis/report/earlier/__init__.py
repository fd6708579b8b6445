"""Earlier answers in a report: what is usual, and the last attempts."""
