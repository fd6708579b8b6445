"""A full mock interview: its questions (`mix`, `presets`, `plan`) and its outcome (`review`).

Nothing here knows a screen. The plan is made once, from a seed, and saved by
`sessions.answers.mocks`.
"""
