"""The program: screens, microphone, command line (Textual and sounddevice live only here)."""
