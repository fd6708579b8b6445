"""The report as one HTML page that opens anywhere from disk and never uses the network."""
