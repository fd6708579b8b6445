"""Long trials to break Viva, beside the tests: `make soak` runs them (`__main__.py` lists them)."""
