"""One rule for each discourse marker: how surely its context shows that it is one.

A rule gets the candidate in its context (``MarkerContext``) and returns a confidence from 0 (it
means something in its clause) to 1. ``RULES`` is the one table; a longer marker wins over shorter
ones inside it. Comments quote what each branch is for. Where the context leaves it open, a rule
returns 0, because one wrong filler costs the reader's trust in all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.words.markers import lexicon as lex
from analysis.words.markers.lexicon import table
from analysis.words.markers.like import like
from analysis.words.markers.tokens import MarkerContext

MarkerRule = Callable[[MarkerContext], float]


MARKER_STARTS = table("""
    like basically actually yeah anyway okay ok well literally honestly obviously
""")
"""Words that, right after "so" or "well", show that it only opens the turn."""

# --- you know, I mean -----------------------------------------------------------------------

KNOW_GOVERNORS = lex.AUXILIARIES | table("""
    if as what that let lets how whether once when where who why than to before until unless sure
    hope glad things thing something anything everything someone anyone everyone somebody anybody
    people person persons one ones all more since which think didnt
""")

KNOWN_THINGS = table("""
    him her them me us it that this these those how what where when who why which whether if about
    of better more enough nothing everything something exactly all well too already yourself my
    your his their best by for
""")

CONTINUATIONS = (
    lex.SUBJECTS | lex.PREPOSITIONS | lex.COORDINATORS | lex.DEGREE | table("there it's that's")
)


def you_know(here: MarkerContext) -> float:
    """Return how surely it is the aside, not knowing someone or something."""
    before, after = here.before(), here.after()
    if here.flanked:  # "it was, you know, full"; not "I did what, you know" or "as, you know, …"
        as_object = before in {"as", "if", "what"} and not here.opens and here.closes
        return 0.0 if as_object or before in {"as"} else 0.95
    # "do you know", "if you know": a verb. After forms of "be" it may still be an aside, below.
    if not here.edge_before and before in KNOW_GOVERNORS - {"that's", "is", "was", "are", "were"}:
        return 0.0
    # A clause that could stand alone after it shows that "know" has no object: "you know the
    # hospital was full", "then you know people came", "you know when I started …".
    starts_clause = after in lex.CLAUSE_SUBJECTS and here.after(2) not in {"", "is"}
    starts_clause |= lex.has_subject_and_verb(after, here.after(2), here.after(3), here.after(4))
    starts_clause |= before == "then" and lex.is_past(here.after(2))
    starts_clause |= here.opens and after == "when" and here.after(2) in lex.SUBJECTS
    # "but you know life is hard", not "because you know who is ill"
    starts_clause |= (
        before in lex.CONJUNCTIONS
        and here.after(2) in lex.BE - {after}
        and after not in KNOWN_THINGS | lex.QUESTION_WORDS
    )
    if here.edge_after:  # "it was hard you know."; surest in "the you know, problem"
        return 0.8 if here.closes or before not in lex.ARTICLES else 0.9
    if after in KNOWN_THINGS and not starts_clause:  # "you know him", "you know how to treat it"
        return 0.0
    if here.edge_before:  # "it was full, you know in the night"
        return 0.8 if starts_clause or after in CONTINUATIONS else 0.0
    if before in lex.CONJUNCTIONS | {"then"}:  # "but you know we tried"
        turns = before in table("because but so or") and after in CONTINUATIONS
        return 0.8 if starts_clause or turns else 0.0
    # None of these can come before its own clause: "it is you know difficult".
    if before in lex.BE | lex.PREPOSITIONS | lex.ARTICLES:
        return 0.8
    # "nobody came you know in the night", "in my country you know the doctor is a king"
    return 0.6 if starts_clause or lex.is_adjective(before) or after in CONTINUATIONS else 0.0


def you_know_what_i_mean(here: MarkerContext) -> float:
    """Return how surely it is the tag, not a real question."""
    return 0.0 if here.before() in lex.DO or not here.edge_after else 0.95


MEAN_GOVERNORS = lex.DO | table("what whatever how which if")


def i_mean(here: MarkerContext) -> float:
    """Return how surely it is the editing term, not the verb."""
    before, after = here.before(), here.after()
    if before in MEAN_GOVERNORS:  # "what I mean is"
        return 0.0
    if here.flanked:
        return 0.95
    # "by that I mean the clinic", "when I say rounds I mean …": it explains, so it isn't a filler
    if here.first() == "by" or "when" in {here.before(k) for k in (3, 4, 5, 6)}:
        return 0.0
    if here.edge_after:
        return 0.8
    # "I mean to stay", "I mean well", "I mean everything I say", "I mean it": a verb
    if after in table("to that business well no everything nothing every"):
        return 0.0
    if after == "it" and not here.after(2):
        return 0.0
    return 0.85  # "I mean the ward was full": few people mean things aloud in any other way


# --- kind of, sort of -----------------------------------------------------------------------


def kind_of(here: MarkerContext) -> float:
    """Return how surely it is the softener, not a class of things."""
    before, after = here.before(), here.after()
    if here.flanked:
        return 0.9
    if here.closes or after in {"you", "him", "her", "them"}:  # "that is kind of you"
        return 0.0
    # "a kind of fever", "what kind of", "a rare kind of", "so kind of them"
    if before in lex.DETERMINERS - {"that"} or before in lex.QUESTION_WORDS:
        return 0.0
    if before in {"very", "so", "really", "special", "own"} or lex.is_adjective(before):
        return 0.0
    if before == "that":  # "that kind of surprised me", but "that kind of fever"
        return 0.6 if lex.is_past(after) else 0.0
    # After these no noun can follow: "I kind of liked it", "he felt kind of sick"
    if before in lex.AUXILIARIES | lex.CLAUSE_SUBJECTS | lex.CONJUNCTIONS | lex.OBJECTS:
        return 0.85
    if before in lex.LINKING_VERBS or lex.is_adverb(before) or before in {"just", "then", ""}:
        return 0.85
    # After a noun, what comes next decides: "the nurse kind of smiled"
    return 0.7 if lex.is_past(after) or lex.is_adjective(after) or lex.is_adverb(after) else 0.0


# --- so, well, right, okay, yeah -------------------------------------------------------------

SO_GOVERNORS = (
    lex.BE
    | lex.DO
    | table("""
    think hope believe say said guess suppose or not even if ever why more doing just also feel
    felt did told
""")
)

SO_NEXT = table("that much many far called long often did do does is are can could am was were")

TURN_OPENERS = table("okay ok well yeah yes alright right anyway no")

KNOWN_ALREADY = table("he she they he's she's they're he'd she'd they'd it")
"""Subjects that the listener knows already: "so" before them continues a story."""

STORY_SUBJECTS = lex.CLAUSE_SUBJECTS | lex.DETERMINERS | {"in", "then", "now", "when", "there"}


def so(here: MarkerContext) -> float:
    """Return how surely it opens a turn: not degree, purpose, result, or a story's next step."""
    before, after = here.before(), here.after()
    # Before another marker it opens a turn ("so basically I left"), except in "I think so, …"
    if after in MARKER_STARTS or (after, here.after(2)) in {("i", "mean"), ("you", "know")}:
        return 0.0 if before in SO_GOVERNORS else 0.85
    if here.closes:  # a sentence given up ("it was late, so."), not "maybe so."
        return 0.7 if here.edge_before and not here.opens else 0.0
    # "The rain stopped. So we went on", "so he takes the cat": the story continues
    begins = here.begins or (before in TURN_OPENERS and not here.before(2))
    if here.opens and after in (KNOWN_ALREADY if begins else STORY_SUBJECTS):
        return 0.0
    if here.edge_after:  # "and so, we began"
        joined = here.edge_before or before in {"and", "but"}
        return 0.9 if joined else 0.0
    # From here on only at the start of a turn ("okay so I joined"): inside, "so" gives a result
    opens = begins and here.edge_before
    if not opens or after in SO_NEXT or lex.is_adverb(after):  # degree: "so many", "so quickly"
        return 0.0
    # "so happy that" is degree; "so young people came" has a noun, and opens a turn
    no_noun = lex.BE | lex.PREPOSITIONS | lex.CONJUNCTIONS | {""}
    described = lex.is_adjective(after) and here.after(2) in no_noun
    return 0.0 if described else 0.8


def well(here: MarkerContext) -> float:
    """Return how surely it opens a turn and isn't the adverb."""
    before, after = here.before(), here.after()
    if after in {"done", "trained"}:
        return 0.0
    if here.flanked:  # "it was, well, hard", but "he did as well," and ", well."
        return 0.0 if before in {"as", "very"} or (here.closes and not here.opens) else 0.85
    if here.opens:  # "well I began", but "well water is clean" and "well over a hundred"
        opened = lex.CLAUSE_SUBJECTS | MARKER_STARTS | lex.POSSESSIVES | lex.ARTICLES
        asked = after == "how" and here.after(2) in lex.MODALS  # "well how can I say"
        return 0.8 if asked or after in opened | {"so", "in", "when"} else 0.0
    if before in {"and", "but", "so", "then", "because"} and not here.closes:  # "and well I tried"
        return 0.7 if here.edge_after or after in lex.SUBJECTS else 0.0
    return 0.0


RIGHT_GOVERNORS = lex.BE | lex.DETERMINERS | table("it all not get got do did quite just turn")


def right(here: MarkerContext) -> float:
    """Return how surely it is the tag, not the side or the opposite of wrong."""
    if here.opens:  # "right, we began"; alone ("Right.") or in "right hand" it has a meaning
        return 0.8 if here.after() == "so" or (here.edge_after and not here.closes) else 0.0
    if here.flanked:  # "it was hard, right?"; less sure where only a period shows the tag
        return 0.85 if here.asks or not here.closes else 0.5
    # "we share everything right so I told her", but "it is right so I signed"
    joined = here.after() == "so" and here.after(2) in lex.CLAUSE_SUBJECTS
    if joined and here.before() not in RIGHT_GOVERNORS | lex.LINKING_VERBS:
        return 0.6
    # Without a comma only as a tag to a statement: "the man knew right?", not "is it right?"
    asked = here.first() in lex.AUXILIARIES
    return 0.7 if here.asks and not asked and here.before() not in RIGHT_GOVERNORS else 0.0


def okay(here: MarkerContext) -> float:
    """Return how surely it is the opener or the tag, not being okay."""
    after = here.after()
    if here.opens:  # "okay we began", but "okay was the word"
        return 0.8 if here.edge_after or after in lex.CLAUSE_SUBJECTS | {"so", "well"} else 0.0
    # "it was fine, okay?"; at the end of a statement it may describe: "he is, I think, okay."
    return 0.8 if here.flanked and (here.asks or not here.closes) else 0.0


def yeah(here: MarkerContext) -> float:
    """Return how surely it is a filler, inside a turn or next to another marker, not a yes."""
    after = here.after()
    if not here.before():  # first in a sentence it answers, unless a turn is being opened
        return 0.7 if after in {"so", "basically", "like", "well"} else 0.0
    return 0.8 if here.flanked or here.before() in {"so", "but", "and", "well"} else 0.0


# --- adverbs and formulas --------------------------------------------------------------------


def adverb(here: MarkerContext) -> float:
    """Return how surely it is a parenthetical adverb, at an edge of its clause."""
    before, after = here.before(), here.after()
    if here.flanked:  # "it was, basically, over"
        return 0.9
    starts_clause = after in lex.CLAUSE_SUBJECTS | {"in", "when", "if", "my", "the", "this"}
    if here.opens:  # "basically the idea won"
        return 0.8 if starts_clause or after in lex.OTHER_SUBJECTS | {"what"} else 0.0
    # "and actually I liked it"; inside a clause ("I actually liked it") it stresses, and is kept
    if here.edge_before or before in lex.COORDINATORS | {"because"}:
        return 0.7 if starts_clause else 0.0
    return 0.0


def final_adverb(here: MarkerContext) -> float:
    """Judge as ``adverb`` does, and take it at the very end of a clause too."""
    # "he left basically."; a question may ask for it: "what happened actually?"
    ends = here.edge_after and here.before() not in lex.QUESTION_WORDS | lex.DETERMINERS
    ends |= here.before() in lex.BE and here.after() == "to"  # "my job was basically to wait"
    return max(adverb(here), 0.6 if ends and not here.asks else 0.0)


def parenthetical(here: MarkerContext) -> float:
    """Return how surely it is a filler: only with edges on both sides."""
    return 0.8 if here.flanked else 0.0


def aside(here: MarkerContext) -> float:
    """Take a formula only inside a sentence: alone or at the start it has its meaning."""
    return 0.7 if here.flanked and not here.opens else 0.0


def stance(here: MarkerContext) -> float:
    """Take a formula between edges, or where a clause starts after it."""
    # "anyway, we left", "and anyway the ward was full", not "we left anyway"
    opens = here.edge_before or here.before() in lex.COORDINATORS
    starts = lex.CLAUSE_SUBJECTS | lex.OTHER_SUBJECTS | lex.ARTICLES | lex.POSSESSIVES | {"what"}
    return 0.8 if opens and (here.edge_after or here.after() in starts) else 0.0


def end_of_the_day(here: MarkerContext) -> float:
    """Judge as ``stance`` does, but not for an evening in a story: "… of the day we slept"."""
    in_story = here.after() in lex.CLAUSE_SUBJECTS and lex.is_past(here.after(2))
    return 0.0 if in_story and not here.edge_after else stance(here)


def i_guess(here: MarkerContext) -> float:
    """Judge as ``aside`` does, and take it at the very end too."""
    # "it was hard I guess.", but "I can only say what I guess."
    last = here.closes and not here.opens and here.before() not in lex.CONJUNCTIONS
    return max(aside(here), 0.6 if last else 0.0)


def i_dont_know(here: MarkerContext) -> float:
    """Judge as ``aside`` does, and take it before an amount: "it costs, I don't know, ten"."""
    amount = lex.is_number(here.after()) or here.after() in lex.VAGUE_AMOUNTS
    return max(aside(here), 0.6 if amount and not here.opens else 0.0)


HONEST_GOVERNORS = lex.AUXILIARIES | table("""
    important hard easy better best good necessary difficult afraid able ready free brave want
    wanted need needed try tried promise promised prefer choose how and or not always enough going
""")


def to_be_honest(here: MarkerContext) -> float:
    """Judge as ``stance`` does, and take it at the end unless a word before it needs it."""
    # "the ward was full to be honest.", but "it is important to be honest."
    last = here.closes and not here.opens and here.before() not in HONEST_GOVERNORS
    return max(stance(here), 0.6 if last else 0.0)


def list_end(here: MarkerContext) -> float:
    """Take "and stuff" where the list really ends."""
    after = here.after()
    # "beds and stuff and we left", but "and stuff around the ward"; long forms always end a list
    ends = (
        here.edge_after or after in lex.COORDINATORS | {"because"} | lex.SUBJECTS or here.size > 3
    )
    return 0.9 if ends and not here.opens else 0.0


RULES: Mapping[str, MarkerRule] = {
    "like": like,
    "you know": you_know,
    "you know what i mean": you_know_what_i_mean,
    "if you know what i mean": parenthetical,
    "i mean": i_mean,
    "kind of": kind_of,
    "sort of": kind_of,
    "kinda": kind_of,
    "sorta": kind_of,
    "so": so,
    "well": well,
    "right": right,
    "okay": okay,
    "ok": okay,
    "alright": okay,
    "all right": okay,
    "yeah": yeah,
    "basically": final_adverb,
    "actually": final_adverb,
    "literally": adverb,
    "honestly": adverb,
    "obviously": adverb,
    "frankly": adverb,
    "seriously": adverb,
    "essentially": adverb,
    "anyway": stance,
    "anyways": stance,
    "to be honest": to_be_honest,
    "to be honest with you": to_be_honest,
    "to be frank": to_be_honest,
    "to tell you the truth": to_be_honest,
    "at the end of the day": end_of_the_day,
    "long story short": stance,
    "you see": parenthetical,
    "let me see": parenthetical,
    "let me think": parenthetical,
    "let's say": aside,
    "let's see": parenthetical,
    "so to speak": parenthetical,
    "i guess": i_guess,
    "i don't know": i_dont_know,
    "i would say": aside,
    "i'd say": aside,
    "how do you say": parenthetical,
    "how do you say it": parenthetical,
    "how do i say": parenthetical,
    "how to say": parenthetical,
    "how can i say": parenthetical,
    "how should i say": parenthetical,
    "what do you call it": parenthetical,
    "what's the word": parenthetical,
    "what is the word": parenthetical,
    "or something": list_end,
    "or something like that": list_end,
    "or something like this": list_end,
    "or whatever": list_end,
    "or anything": list_end,
    "and stuff": list_end,
    "and stuff like that": list_end,
    "and stuff like this": list_end,
    "and things like that": list_end,
    "or things like that": list_end,
    "and all that": list_end,
    "and all that stuff": list_end,
}
"""Every marker, as said in lower case, with its rule."""
