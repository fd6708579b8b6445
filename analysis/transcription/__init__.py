"""From sound to words with Whisper (faster-whisper)."""
