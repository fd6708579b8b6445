"""Tools that build the sentence encoder and its heads; Viva doesn't run them."""
