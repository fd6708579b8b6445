"""Sound and words in, measures and scores out.

The modules ``types``, ``interchange``, ``models``, ``demo``, ``measures.catalog``, ``trends`` and
``report`` use the standard library only: they are what the screen process may import. Everything
else may load numerics and runs in the child process (``python -m analysis``).
"""
