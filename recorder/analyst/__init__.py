"""The analysis process seen from outside: the client, the queue of answers, and batches."""
