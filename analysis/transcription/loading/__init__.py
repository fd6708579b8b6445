"""Loading a model so that its numbers lose little, and its best attention head tells the times."""
