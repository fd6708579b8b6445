"""Long trials that try to break Viva: `make soak` runs them (`__main__.py` lists them)."""
