"""Joins the rooms: from a recording to its analysis, step by step."""
