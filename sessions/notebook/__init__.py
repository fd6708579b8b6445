"""The program notebook: a program and its interview, its fields, and spreadsheets of programs.

Standard library only (and the time zones in ``tzdata``); the store saves it in
`sessions.notebook.programs`.
"""
