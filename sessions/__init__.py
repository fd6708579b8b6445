"""The store: sessions, answers and their analyzes in SQLite, and the sound files beside it.

Standard library only; from ``analysis`` it takes the types and their JSON form. A person's data
lies where the caller says, never in the repository.
"""
