"""Training of the cues (speech, nuclei, filled pauses) that ``analysis/data/cues.npz`` holds."""
