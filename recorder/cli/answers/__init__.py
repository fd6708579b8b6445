"""Commands about answers: analyzing, listing, reports, mock interviews, and progress."""
