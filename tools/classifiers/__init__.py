"""Tools that make the acoustic encoder and the frame classifiers; none runs with Viva."""
