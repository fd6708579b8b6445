"""Background work on stored answers: backups, compression, and removal by age."""
