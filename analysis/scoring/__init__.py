"""From measures to bands, scores, and advice (standard library)."""
