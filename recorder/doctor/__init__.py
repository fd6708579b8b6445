"""Checks everything that Viva needs, and says how to mend it; for the command line and the screen.

`checks` has the one table. Nothing here goes to the network, changes anything or tells what is
private: `private` goes over every line before it is shown.
"""
