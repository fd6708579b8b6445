"""Tests of the tools that make what Viva ships."""
