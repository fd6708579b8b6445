"""The widgets: parts of screens."""
