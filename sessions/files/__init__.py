"""Recordings and folders on disk, private to the person."""
