"""From stored answers to dated values for trends."""
