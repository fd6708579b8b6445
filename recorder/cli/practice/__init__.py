"""Commands about what to practice: questions, stories, programs, terms, and fillers."""
