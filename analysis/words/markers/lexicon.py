"""Classes of English words as tables, one per class, and endings that show a class.

A word may stand in several tables ("that", "so"); the rules decide by what is around it.
Everything is lower case, contractions with a straight apostrophe.
"""

from __future__ import annotations


def table(text: str) -> frozenset[str]:
    """Read words set apart by blanks as a table."""
    return frozenset(text.split())


FILLED_PAUSES = table("""
    um umm ummm uhm uh uhh uhhh uhmm er err erm ermm hm hmm hmmm mm mmm mmmm ah ahh eh ehm
""")

SUBJECTS = table("""
    i he she we they i'm i've i'd i'll he's he'd he'll she's she'd she'll we're we've we'd we'll
    they're they've they'd they'll
""")
"""Pronouns that can only be subjects."""

SUBJECTS_OR_OBJECTS = table("""
    you it you're you've you'd you'll it's it'd it'll that's there's here's
""")

OTHER_SUBJECTS = table("""
    there nobody everybody everyone somebody someone anybody anyone nothing everything this these
    that those people most some
""")

CLAUSE_SUBJECTS = SUBJECTS | SUBJECTS_OR_OBJECTS | {"there", "nobody", "everybody", "everyone"}

PEOPLE = table("""
    patient patients mother father parents family families child children kid kids boy girl baby
    wife husband man woman brother sister nurse nurses doctor doctors attending resident residents
    intern interns chief senior surgeon team mom dad grandmother grandfather everybody everyone
    nobody somebody someone students student
""")
"""Nouns for those who act and speak."""

OBJECTS = table("me him her us them you it myself himself herself themselves ourselves")

BE = table("""
    am is are was were be been being i'm you're he's she's it's we're they're that's there's
    isn't aren't wasn't weren't who's what's
""")

DO = table("do does did don't doesn't didn't doing done")

HAVE = table("have has had having i've you've we've they've haven't hasn't hadn't")

MODALS = table("""
    can could will would shall should may might must can't cannot couldn't won't wouldn't
    shouldn't i'll you'll he'll she'll we'll they'll i'd you'd he'd she'd we'd they'd it'll gonna
""")

AUXILIARIES = BE | DO | HAVE | MODALS

ARTICLES = table("a an the")

POSSESSIVES = table("my your his her its our their whose")

QUANTIFIERS = table("""
    some any no every each all both many much most several few another other certain enough
    various different same such either neither more less
""")

DETERMINERS = ARTICLES | POSSESSIVES | QUANTIFIERS | table("this that these those what which")

QUESTION_WORDS = table("what which who whom whose when where why how whatever whenever wherever")

COORDINATORS = table("and but or nor so yet plus")

SUBORDINATORS = table("""
    because cause 'cause since although though while whereas if unless until till when whenever
    before after once as whether that where wherever who which whose how why what than
""")

CONJUNCTIONS = COORDINATORS | SUBORDINATORS

PREPOSITIONS = table("""
    of in on at by for with from to into onto about over under between among through during within
    without against toward towards across behind beyond near around after before upon until till
    since per via despite inside outside above below beside besides along off out up down
""")

NUMBERS = table("""
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million hundreds thousands dozens half twice
""")

DEGREE = table("""
    very really so too super totally completely pretty extremely quite absolutely incredibly
    super-busy always never already
""")

VAGUE_AMOUNTS = table("maybe almost around about nearly roughly")

LINKING_VERBS = table("""
    feel feels felt feeling seem seems seemed become becomes became becoming get gets got getting
    look looks looked looking sound sounds sounded stay stayed remain remained turn turned
""")

IRREGULAR_PASTS = table("""
    told said went came saw took gave got made had did was were knew thought felt found left kept
    became began ran fell broke brought bought caught taught lost met paid sent slept spent stood
    spoke wrote read put cut let grew drove ate held heard understood forgot chose shook cried
    stuck threw built won woke hid drew sat
""")

UNCLEAR_PASTS = table("put read cut let left lost found felt made built hid")
"""Those that are also present tenses, nouns or participles."""

ADJECTIVES = table("""
    afraid alone angry anxious awful awkward bad best better big bored broken busy calm careful
    cheap clear close cold complex complicated confused crazy crowded dark dead deep difficult
    dirty early easy embarrassed empty excited exhausted expensive familiar fast fine free full
    frozen good great guilty happy hard heavy helpless high hot huge important impossible insane
    intense interesting junior late little local lonely long lost low lucky mad main major mean
    minor native nervous new nice normal old open overwhelmed overwhelming panicked perfect poor
    proud quick quiet rare ready real relieved right rough rude rural sad safe scared scary senior
    serious severe shocked short shy sick similar simple slow small smart sorry glad grateful
    thankful special stable strange pale blue yellow red dizzy hungry thirsty swollen sleepy brave
    aware blind deaf
    stressed stressful strict strong stuck stupid sudden sure surprised tense terrible tight tiny
    tired tough true typical unfair unsafe unusual upset urgent used useful vague warm weak weird
    whole wonderful worried worse worst wrong young
""")

ADJECTIVE_ENDINGS = ("ful", "ous", "ive", "able", "ible", "less", "ish", "ical", "ic")


NOT_ADVERBS = table("""
    family only early friendly supply reply apply italy assembly july belly daily rely elderly
    anomaly lonely lovely homily multiply comply imply weekly monthly yearly likely unlikely
""")
"""Words that end like adverbs."""


def is_number(word: str) -> bool:
    """Return whether a word is a number, in digits or letters (compounds by the first part)."""
    return word[:1].isdigit() or word.split("-")[0] in NUMBERS


def is_past(word: str) -> bool:
    """Return what looks like a verb in the past."""
    return word in IRREGULAR_PASTS or (len(word) > 4 and word.endswith("ed"))


def is_adjective(word: str) -> bool:
    """Return what looks like an adjective, by table or by ending."""
    return word in ADJECTIVES or (len(word) > 5 and word.endswith(ADJECTIVE_ENDINGS))


def is_adverb(word: str) -> bool:
    """Return what looks like an adverb."""
    return word in DEGREE or (len(word) > 4 and word.endswith("ly") and word not in NOT_ADVERBS)


def has_subject_and_verb(first: str, *rest: str) -> bool:
    """Return whether it is a noun phrase and its verb: "the patient was", "my old mother had"."""
    if first not in ARTICLES | POSSESSIVES | {"this", "these", "those"}:
        return False
    for word in rest[1:3]:
        if word in AUXILIARIES or word in IRREGULAR_PASTS - UNCLEAR_PASTS:
            return True
        if word in CONJUNCTIONS:
            return False
    return False
