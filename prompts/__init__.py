"""The question bank: what may be asked, how long a good answer is, and how to go about it.

Standard library only; knows nothing of recordings or analysis.
"""
