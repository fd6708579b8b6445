"""When "like" is a filler, and when a verb, a preposition or a conjunction."""

from __future__ import annotations

from analysis.words.markers import lexicon as lex
from analysis.words.markers.lexicon import table
from analysis.words.markers.tokens import MarkerContext

GOVERNORS = lex.LINKING_VERBS | table("""
    smell smells smelled taste tastes tasted act acts acted behave behaves behaved live lived
    work works worked speak speaks talk talks talked treat treated things something anything
    nothing everything someone anyone everyone somebody anybody people stuff place places one ones
    just more much unlike exactly almost not rather quite somewhat would to don't doesn't didn't
    do does did i'd we'd they'd you'd he'd she'd might may will also always
""")
"""Words after which "like" is their own: a verb's complement, "just like", "would like"."""

SAID = table("said say says mentioned told tell explained described")

AMOUNTS = table(
    "only just no zero several hundreds thousands tons lots maybe almost around about nearly"
)

COUNTS = table("lot couple few hundred million dozen")

MARKER_ENDS = table("know mean basically actually yeah well okay literally honestly")

TRANSITIVES = lex.HAVE | table("""
    got get getting saw see seeing took take taking made make making need needed want wanted gave
    give called named there's wrote bought lost found
    seen heard tried spent paid met ordered brought ate visited
""")
"""Verbs that want an object, so that "like a" after them isn't a comparison."""

SPEAKING = table("says said say goes thinking asked")

CLEAR_PASTS = table("came went told said took gave got did knew thought began ran fell brought")
"""Verbs that no noun is spelled like: "people like came" has a filler."""

INTENSIFIERS = table("super so really totally completely too")

PEOPLE = lex.PEOPLE | lex.SUBJECTS | {"you", "you're", "who"}

QUOTED_STARTS = lex.SUBJECTS | table("""
    oh wow okay what why how no yes please hey well you you're don't let let's it's wait stop come
    go who where when
""")

OPENERS_OF_AMOUNTS = lex.PREPOSITIONS - {"of", "to"}


def like(here: MarkerContext) -> float:
    """Confidence (0–1) that this "like" is a filler."""
    if _is_as_said(here):  # "like I said"
        return 0.0
    if here.flanked:  # "there were, like, no beds", but "symptoms, like, fever" may give examples
        return 0.9 if here.opens or here.before() not in table("things symptoms") else 0.0
    if here.edge_before:
        return _after_an_edge(here)
    # "people like came": no reading of "like" as a verb or a preposition fits before a past verb
    if here.after() in CLEAR_PASTS and here.before() not in lex.AUXILIARIES | {"to"}:
        return 0.7
    if here.before() in GOVERNORS or here.before() == "of":
        return _after_governor(here)
    # "there was like, nothing"; "what it was like." and "the things I like," end in their own word
    if here.edge_after:
        return 0.0 if here.closes or here.before() in lex.CLAUSE_SUBJECTS - lex.BE else 0.8
    return max(_after_be(here), _after_others(here))


def _is_as_said(here: MarkerContext) -> bool:
    """Return whether it is "like I said" or "like people say", which refer back."""
    speaker, verb = here.after(), here.after(2)
    if speaker in {"i", "we"}:
        return verb in SAID
    return speaker in {"you", "they", "people", "he", "she"} and verb in {"say", "said", "says"}


def _amount_next(here: MarkerContext) -> bool:
    """Return whether "like" means "about": "like ten", "like a couple of", "like almost no"."""
    word = here.after()
    some = word in {"a", "the"} and here.after(2) in COUNTS
    some |= word == "a" and (lex.is_number(here.after(2)) or here.after(2) == "one")
    return lex.is_number(word) or (word in AMOUNTS and here.after(2) != "other") or some


def _after_an_edge(here: MarkerContext) -> float:
    """Judge it after a comma: ", like really tired" fills, ", like my mother" compares."""
    word = here.after()
    if here.opens:  # a comparison may open a sentence ("like my father, I …"): only clear cases
        after_so = here.led and word in lex.SUBJECTS | {"the"}  # "so like the first thing is"
        return 0.7 if after_so or lex.is_number(word) or word in MARKER_ENDS else 0.0
    if _amount_next(here) or lex.is_adverb(word) or lex.is_adjective(word) or lex.is_past(word):
        return 0.8
    # ", like we had no beds" is a clause; ", like you do" and ", like you" compare
    if word in lex.SUBJECTS | {"there", "nobody", "it", "it's", "you"}:
        return 0.0 if here.after(2) in lex.DO or not here.after(2) else 0.7
    return 0.0


def _after_governor(here: MarkerContext) -> float:
    """Judge it where the word before wants it: in "just like ten beds" it fills.

    "Something like ten" is an estimate. After a linking verb ("felt like") it compares, unless an
    adjective ends the clause: "it felt like really hard".
    """
    if here.before() not in lex.LINKING_VERBS:
        return 0.8 if _amount_next(here) and not here.before().endswith("thing") else 0.0
    described = lex.is_adverb(here.after()) and lex.is_adjective(here.after(2))
    return 0.7 if described and here.after(3) in lex.CONJUNCTIONS | {""} else 0.0


def _after_be(here: MarkerContext) -> float:
    """Judge "was like": before a quote, an adjective or an amount it fills, else it compares."""
    before, word = here.before(), here.after()
    if before not in lex.BE:
        return 0.0
    # The subject is the form of "be" itself where they are written together ("he's")
    subject = before if before in PEOPLE else here.before(2)
    if _amount_next(here) or lex.is_adverb(word) or lex.is_adjective(word):
        return 0.8
    if {subject, before} & {"there", "there's"}:
        return 0.8
    if subject in {"it", "it's", "that", "that's", "this", "life"}:  # "it was like a dream"
        return 0.0
    if word in QUOTED_STARTS:  # "he was like oh wow"
        return 0.8
    return 0.8 if subject in PEOPLE and (word.endswith("ing") or lex.is_past(word)) else 0.0


def _after_others(here: MarkerContext) -> float:
    """Judge it after any other word: verbs that have their object next, prepositions, conjunctions.

    What is left at the end may be the verb ("people like it") or a comparison, and is kept.
    """
    before, word = here.before(), here.after()
    if _amount_next(here) or (before in SPEAKING and word in QUOTED_STARTS):
        return 0.8
    if word == "i" and here.after(2) in {"think", "guess"} and here.after(3):  # "like I think two"
        return 0.7
    if word in INTENSIFIERS and before not in {"i", "we", "they", "you", "who", "and"}:
        return 0.7
    if before in TRANSITIVES and word in lex.DETERMINERS | lex.ADJECTIVES | {"one"}:
        return 0.8
    if before in OPENERS_OF_AMOUNTS and (word in lex.DETERMINERS or lex.is_adverb(word)):
        return 0.8
    if before in lex.CONJUNCTIONS | MARKER_ENDS | {"then"} and (
        word in lex.CLAUSE_SUBJECTS | {"this", "in", "when", "if"} or lex.is_adverb(word)
    ):
        return 0.7
    # "he like came" has no "-s", so it isn't a verb; "did he like" is one
    if before in {"he", "she", "it", "nobody", "everybody", "everyone"}:
        asked = here.before(2) in lex.DO | lex.MODALS
        return 0.0 if asked or not (lex.is_past(word) or lex.is_adverb(word)) else 0.8
    # After these the verb looks the same ("we like"): only another verb after it decides
    if before in {"i", "we", "they", "you"}:
        late = lex.is_adverb(word) and lex.is_past(here.after(2))
        return 0.7 if lex.is_past(word) or late else 0.0
    return 0.0
