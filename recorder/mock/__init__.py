"""A full mock interview: what is asked (`mix`, `presets`, `plan`) and what came of it (`review`).

Nothing here knows a screen. The plan is made once, from a seed, and kept by
`sessions.answers.mocks`.
"""
