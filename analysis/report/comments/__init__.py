"""What a report remarks on beyond scores: comments and moments worth hearing."""
