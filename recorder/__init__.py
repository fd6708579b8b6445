"""The app a person sees: screens, microphone, command line (Textual and sounddevice only here)."""
