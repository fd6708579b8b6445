"""Viva as a person sees it: screens, microphone, command line (Textual and sounddevice live only here)."""
