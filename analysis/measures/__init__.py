"""Measures: one module per construct, one pure function per row of the catalog.

Goal: numbers a person can trust and a researcher would recognize. Conventions: each function takes
the ``Material`` of one answer and returns a float, or ``None`` where the value is undefined (never
0 for "unknown"). ``measure`` runs them all, in the catalog's order.

This file imports nothing, so that the screen process can import ``measures.catalog``.
"""
