"""Which questions to practice today, and why: pure rules over what the store returns.

``spacing`` decides when a question is due again, ``choose`` puts together a day's list, ``reasons``
gives the reason in a sentence, ``problems`` finds what stands out in the last answers;
``daily_list`` reads the store and saves the list. ``docs/today.md`` has the rules in words.
"""
