"""From a stored answer to its report, and saving the report as a page."""
