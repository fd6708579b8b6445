"""The known speech models, their download, and their real-time factor (standard library)."""
