"""The Textual app: its start, moving between screens, the palette, colors, and rescue mode."""
