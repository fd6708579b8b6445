"""The transcript as a report shows it: pieces, sentences, moments, and the timeline."""
