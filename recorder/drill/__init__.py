"""Reading medical terms aloud: their order, one attempt, and when it ends."""
