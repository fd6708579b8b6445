"""Practicing one question: thinking, recording, and waiting for the analysis."""
