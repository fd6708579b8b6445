"""Makes the demonstration model: text, speech, training, conversion, evaluation."""
