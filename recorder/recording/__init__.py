"""Recording one answer: from the microphone to a WAV file."""
