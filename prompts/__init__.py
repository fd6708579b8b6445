"""The question bank: what may be asked, how long a good answer is, and how to approach it.

Standard library only; knows nothing about recordings or analysis.
"""
