"""A mock's report as one HTML page, in the style of an answer's and under its rules."""
