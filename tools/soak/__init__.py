"""Long trials to break Viva, beside the tests: `make soak` runs them and prints what was lost."""
