"""Commands about answers: analysis, lists, reports, mock interviews, and progress."""
