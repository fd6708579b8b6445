"""What a mentor sends back about an answer: its file, its ratings, and how far Viva agrees."""
