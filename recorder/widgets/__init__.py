"""The widgets: parts of screens, and the rules for text from people and files."""
