"""The person's stories: the list, the form, and links to questions."""
