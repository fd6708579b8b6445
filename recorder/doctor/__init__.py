"""Checks everything Viva needs and says how to fix it; for the command line and the screen.

`checks` has the one table. Nothing here uses the network, changes anything, or reveals anything
private: `private` redacts every line before it is shown.
"""
