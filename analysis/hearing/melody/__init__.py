"""Melody of the voice, from one track of its pitch: shown with its moments, never scored."""
