"""When each word of a text was said: attention heads, and the alignment read from them."""
