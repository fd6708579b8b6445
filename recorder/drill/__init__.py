"""Reading medical terms out loud: their order, one attempt, and when it ends."""
