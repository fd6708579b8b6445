"""The program notebook: a program and its interview, its fields, and spreadsheets of programs.

Standard library only (and the time zones of ``tzdata``); the store keeps it in
`sessions.notebook.programs`.
"""
