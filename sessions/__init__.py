"""The store: sessions, answers, and their analyses in SQLite, with the recordings next to it.

Standard library only; from ``analysis`` it takes the types and their JSON form. A person's data
is where the caller says, never in the repository.
"""
