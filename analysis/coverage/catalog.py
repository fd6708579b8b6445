"""The one table of what questions ask for: the kinds of questions in the guide, and their parts."""

from __future__ import annotations

from analysis.coverage.phrases import background, conduct, people
from analysis.coverage.types import AskedPart, QuestionParts

BRIEF = "brief"
"""A part shown by the length and not by the words."""

MEDICAL = (
    r"(?:doctors?|physicians?|patients?|hospitals?|clinics?|clinical|medic(?:al|ine)|residen\w+|"
    r"interns?|internships?|nurses?|p(?:a)?ediatric\w*|surg\w+|wards?|icu|usmle|step|exams?|"
    r"diagnos\w+|diseases?|research|universit\w+|observerships?|rotations?|electives?|illness|"
    r"graduat\w+|degree|specialty|treatments?|health|healthcare|emergency|students?|career|"
    r"colleagues?|med-?ped\w*|studied|studying|biology|science|volunteer\w*|"
    r"seniors?|attendings?|boss|supervisors?|jobs?|mentors?|mistakes?|english|usa|america|visa)",
)
"""Words from medicine: an answer with any of them is likely on topic."""

INTRODUCTION = QuestionParts(
    "introduction",
    (
        AskedPart("training", "your training", background.TRAINING, own=True),
        AskedPart(
            "moment",
            "a moment that shaped you",
            background.MOMENT,
            personal=True,
            sure=False,
            varied=True,
        ),
        AskedPart("now", "what you do now", background.NOW, sure=False, own=True),
        AskedPart("why", "why Med-Peds", background.WHY_MED_PEDS, own=True),
    ),
    (
        *MEDICAL,
        r"my name",
        r"i (?:was born|grew up|come from|live in)",
        r"(?:jobs?|working|worked)",
    ),
)

WHY_MED_PEDS = QuestionParts(
    "why Med-Peds",
    (
        AskedPart(
            "moment",
            "a patient or a moment",
            background.MOMENT,
            personal=True,
            sure=False,
            varied=True,
        ),
        AskedPart("both", "what only Med-Peds offers you", background.BOTH, sure=False),
        AskedPart("explored", "how you explored it", background.EXPLORED, sure=False, own=True),
        AskedPart("goals", "what you'll do with it", background.GOALS, sure=False, own=True),
    ),
    (*MEDICAL, people.YOUNG, r"adults?", r"(?:caring|care|taking care) (?:of|for)"),
)

GAP = QuestionParts(
    "gap",
    (
        AskedPart("what", "what happened", background.WHAT_HAPPENED, sure=False, own=True),
        AskedPart(BRIEF, "a brief answer", sure=False),
        AskedPart(
            "learned", "what you learned or changed", background.LEARNED, sure=False, own=True
        ),
        AskedPart("recent", "a recent success", background.RECENT, sure=False, own=True),
    ),
    (
        *MEDICAL,
        r"(?:gap|(?:19|20)\d\d|war|pandemic|covid\S*|embassy|visas?|papers?|married|"
        r"pregnan\w+|babies|baby|caregiver|died|death|sick|accident|money|jobs?|worked|working|"
        r"study|fail\w*|attempts?|scores?|learned|prepar\w+|knowledge|motivated)",
    ),
)

STRENGTHS = QuestionParts(
    "strengths and weaknesses",
    (
        AskedPart("strength", "a strength", conduct.STRENGTH, denied=False),
        AskedPart("example", "an example of it", conduct.EXAMPLE, personal=True, sure=False),
        AskedPart("weakness", "a weakness", conduct.WEAKNESS, varied=True),
        AskedPart("working", "what you do about it", conduct.WORKING_ON_IT, sure=False, own=True),
    ),
    (
        *MEDICAL,
        r"(?:strength\w*|strong|weak\w*|improv\w+|struggl\w+|skills?|abilit\w+|good at|bad at|"
        r"qualit\w+|perfectionis[mt]|impatient|organi[sz]\w*|help|difficult|learning|learner|"
        r"i(?:'m| am) (?:a|too|very|good|not)|delegat\w+|shy|calm|curio\w+|stubborn|patience|"
        r"public speaking|interrupt|feedback|habit|(?:good|bad) (?:point|side)|proud)",
    ),
)

STORY = QuestionParts(
    "story",
    (
        AskedPart("situation", "the situation", conduct.SITUATION, sure=False, varied=True),
        AskedPart("task", "your task", conduct.TASK, sure=False),
        AskedPart("action", "what you did", sure=False),
        AskedPart("result", "the result", conduct.OUTCOME, sure=False, varied=True),
    ),
    (
        *MEDICAL,
        r"(?:team|boss|manager|supervisor|coworkers?|projects?|deadline|shift|work|worked|"
        r"working|jobs?|conflict\w*|disagree\w*|argu\w+|mistakes?|teachers?|roommates?|"
        r"apologi\w+|fail\w*|wrong|leader\w*)",
    ),
)

ETHICAL = QuestionParts(
    "ethical",
    (
        AskedPart("talk", "talking with the people involved", conduct.TALKING, sure=False),
        AskedPart("patient", "what's at stake for the patient", conduct.PATIENT_FIRST, sure=False),
        AskedPart("help", "who you'd turn to for help", conduct.ASKING_FOR_HELP),
    ),
    (
        *MEDICAL,
        r"(?:i'd|i would|i will|should|ethic\w*|right|wrong|respect\w*|honest\w*|parents?|report|"
        r"law|legal|policy|safe\w*|decision|decide|consent)",
    ),
)

PROGRAM = QuestionParts(
    "program",
    (
        AskedPart("names", "something only this program offers", conduct.NAMES_SOMETHING),
        AskedPart("matters", "why it matters to you", conduct.MATTERS, sure=False),
    ),
    (
        *MEDICAL,
        r"(?:programs?|training|faculty|teach\w*|learn\w*|your (?:team|city|people|mission)|"
        r"tracks?|culture|diversity|curriculum|fit|here|experience|goals?|interview)",
    ),
)

KINDS = (INTRODUCTION, WHY_MED_PEDS, GAP, STRENGTHS, STORY, ETHICAL, PROGRAM)
