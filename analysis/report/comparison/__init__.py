"""Two or more answers side by side: their measures, and what was said, matched by its words.

`matching` finds the sentences that say the same, `build` puts the comparison together, `text` and
`page` draw it. Nothing here is scored.
"""
