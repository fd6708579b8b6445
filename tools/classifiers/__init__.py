"""Tools that build the acoustic encoder and the frame classifiers; Viva doesn't run them."""
