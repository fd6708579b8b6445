"""Backups, archives, export, recovery, and erasing."""
