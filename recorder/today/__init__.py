"""Which questions to practise today, and why: pure rules over what the store gives.

``spacing`` says when a question is due again, ``choose`` puts a day's list together, ``reasons``
says why in a sentence, ``problems`` finds what stands out in the last answers; ``daily_list``
reads the store and keeps the list. ``docs/today.md`` has the rules in words.
"""
