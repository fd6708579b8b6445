"""The analysis process from the outside: the client, the queue of answers, and batches."""
