"""Checklist items that Viva can test: the computer, the voice, and the room."""
