"""Commands about the person's data: backup, restore, export, and compression."""
