"""Viva's questions, and searching them."""

from __future__ import annotations

import re
import time
from itertools import combinations

import pytest

from prompts.bank import Bank, fold
from prompts.loader import load
from prompts.types import DIFFICULTIES, KINDS, Question

GUIDE = {
    "General": (
        "Tell me about yourself.",
        "Why Medicine-Pediatrics?",
        "What are your strengths and weaknesses?",
        "Tell me about a challenging patient case.",
        "Describe a time you had a conflict on the team and how you handled it.",
        "How do you handle stress and burnout?",
        "Where do you see yourself in 5–10 years?",
    ),
    "Med-Peds": (
        "Why did you choose Med-Peds instead of Internal Medicine or Pediatrics alone?",
        "What type of patients do you see yourself caring for in the future?",
        "How do you think your background will contribute to a Med-Peds residency class?",
        "Have you worked with adolescent or transition-age patients before?",
        "How do you stay current in both adult and pediatric medicine?",
    ),
    "IMG and pathway": (
        "Why did you decide to pursue residency in the US?",
        "How did you adapt from your home healthcare system to the US system?",
        "Can you explain the gap between graduation and this application cycle?",
        "What challenges have you faced as an international medical graduate?",
    ),
    "Challenging and ethical": (
        "Tell me about a time you made a mistake.",
        "Describe an ethical dilemma you encountered in clinical practice.",
        "How would you handle suspected child abuse or neglect?",
        "What would you do if you strongly disagree with an attending's management plan?",
    ),
    "Your story and the program": (
        "Why Med-Peds and not Internal Medicine, Pediatrics, or Family Medicine?",
        "Walk me through your journey from your home country to applying in the US.",
        "What specifically interests you about our Med-Peds program?",
    ),
}
TO_ASK = (
    "How is time balanced between Internal Medicine and Pediatrics, and how often are rotations "
    "combined vs separate?",
    "What opportunities do residents have to participate in transition-of-care clinics?",
    "How does your program support residents who are interested in academic careers or global "
    "health?",
    "Can you tell me about how Med-Peds residents integrate socially and academically with "
    "categorical residents?",
    "What are some common career paths of your recent Med-Peds graduates?",
    "How does the program support residents applying for fellowships?",
    "Are there current Med-Peds residents or graduates who are IMGs, and is there any formal "
    "mentorship for international graduates?",
    "Could you clarify your program's current approach to visa sponsorship for residents?",
)
PROMPTS = """
continuity-patient transition-in-home-country breadth-and-complexity working-with-families
what-is-med-peds med-peds-or-family-medicine academic-career fellowship-plans underserved-care
child-and-adult-differences complex-chronic-child usmle-attempt low-score visa-needs
hobby-chat weather sports city-life recent-move travel food-from-home
"""
"""Topics the guide says to prepare without giving a question, by the ids that ask about them."""
TARGETS = {
    "background": {(120, 180), (60, 120), (45, 90), (30, 60)},
    "motivational": {(120, 180), (60, 120), (30, 60)},
    "behavioural": {(120, 180)},
    "ethical": {(120, 180), (60, 120), (45, 90)},
    "knowledge": {(120, 180), (60, 120), (30, 60)},
    "gap": {(60, 120), (45, 90), (15, 40)},
    "program": {(45, 90), (30, 60), (20, 45), (15, 40)},
    "small_talk": {(20, 45), (15, 40), (15, 30)},
    "asking": {(8, 25)},
}
SMALL_WORDS = """
a about an and any are as at be between by can could did do does for from had has have how i if in
is it me not of on or our should tell that the this time to us was were what when where which who
why will with would you your
"""
TARGETS_OF_THEIR_OWN = {
    "why-med-peds": (60, 120),
    "why-not-one-specialty": (60, 120),
    "why-our-program": (15, 40),
    "graduation-gap": (45, 90),
}
STABLE = """
tell-me-about-yourself why-medicine-pediatrics strengths-and-weaknesses challenging-patient-case
team-conflict stress-and-burnout five-to-ten-years why-not-one-specialty future-patients
your-contribution transition-age-patients staying-current why-us-residency adapting-to-us-system
graduation-gap img-challenges a-mistake ethical-dilemma suspected-child-abuse
disagreeing-with-an-attending why-med-peds your-journey why-our-program
"""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load()


def test_the_bank_asks_every_question_of_the_guide_in_its_order(bank: Bank) -> None:
    asked = {c: tuple(q.text for q in bank.questions if q.category == c) for c in bank.categories}
    assert {category: asked[category][: len(texts)] for category, texts in GUIDE.items()} == GUIDE
    assert bank.categories[: len(GUIDE)] == tuple(GUIDE)
    assert {text for text in asked["Questions to ask the program"]} >= set(TO_ASK)


def test_the_bank_covers_the_prompts_and_topics_of_the_guide(bank: Bank) -> None:
    ids = {question.id for question in bank.questions}
    assert not set(PROMPTS.split()) - ids


def test_ids_stay_what_they_are(bank: Bank) -> None:
    """A person's answers are stored under these ids: add new ones, never change one."""
    assert [q.id for q in bank.questions if q.id in STABLE.split()] == STABLE.split()
    assert not [q.id for q in bank.questions if q.is_own], "such ids are for added questions"


def test_no_two_questions_are_alike(bank: Bank) -> None:
    assert len({q.id for q in bank.questions}) == len(bank.questions)
    assert len({fold(q.text) for q in bank.questions}) == len(bank.questions)
    tips = [tip for q in bank.questions for tip in q.tips]
    assert len(set(tips)) == len(tips)


def test_no_two_questions_ask_the_same(bank: Bank) -> None:
    """Two questions that share most of their content words would be the same question."""
    telling = [(q.id, set(fold(q.text).split()) - set(SMALL_WORDS.split())) for q in bank.questions]
    alike = [
        (one, other)
        for (one, a), (other, b) in combinations(telling, 2)
        if len(a & b) > 0.6 * len(a | b)
    ]
    assert alike == []


def test_targets_suit_the_kind(bank: Bank) -> None:
    for question in bank.questions:
        assert question.target in TARGETS[question.kind], question.id
    own = {q.id: q.target for q in bank.questions if q.id in TARGETS_OF_THEIR_OWN}
    assert own == TARGETS_OF_THEIR_OWN
    stories = [q for q in bank.questions if q.kind not in ("small_talk", "asking", "program")]
    assert sum(q.target == (120, 180) for q in stories) > len(stories) / 2


def test_every_kind_and_difficulty_is_used_and_only_those(bank: Bank) -> None:
    assert {q.kind for q in bank.questions} == set(KINDS)
    assert {q.difficulty for q in bank.questions} == set(DIFFICULTIES)


def test_there_is_enough_for_weeks_of_practice(bank: Bank) -> None:
    assert len(bank.questions) >= 120
    for category in bank.categories:
        assert sum(q.category == category for q in bank.questions) >= 15, category


def test_questions_are_plain_sentences_short_enough_to_remember(bank: Bank) -> None:
    for question in bank.questions:
        assert 8 <= len(question.text) <= 140, question.text
        assert question.text[0].isupper() and question.text[-1] in ".?", question.text
        assert fits_in_a_breath(question.text, words=24), question.text
        for follow_up in question.follow_ups:
            assert follow_up.endswith("?") and follow_up[0].isupper(), follow_up
            assert fits_in_a_breath(follow_up, words=14), follow_up
    assert sum(bool(q.follow_ups) for q in bank.questions) > 80


def test_tips_are_short_and_end_as_sentences(bank: Bank) -> None:
    for question in bank.questions:
        assert 1 <= len(question.tips) <= 2
        for tip in question.tips:
            assert len(tip) <= 100, tip
            assert tip.endswith("."), tip
            assert fits_in_a_breath(tip, words=18), tip


def test_tips_are_in_plain_words(bank: Bank) -> None:
    """Readable at about the eighth US school year (Flesch–Kincaid grade) for all tips together."""
    text = " ".join(tip for question in bank.questions for tip in question.tips)
    words = re.findall(r"[a-z’']+", text.lower())
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.removesuffix("e")))) for w in words)
    sentences = len(re.findall(r"[.?!:](?: |$)", text))
    assert 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 < 8


def fits_in_a_breath(text: str, *, words: int) -> bool:
    return max(len(sentence.split()) for sentence in re.split(r"[.?!] ", text)) <= words


def test_the_bank_loads_quickly() -> None:
    """Under 60 ms of this process's CPU time, so that a busy machine doesn't matter."""
    took = []
    for _ in range(3):
        start = time.process_time()
        load()
        took.append(time.process_time() - start)
    assert min(took) < 0.06


def test_get_returns_the_question_or_names_the_unknown_id(bank: Bank) -> None:
    assert bank.get("tell-me-about-yourself").text == "Tell me about yourself."
    with pytest.raises(KeyError, match="no-such-question"):
        bank.get("no-such-question")


def make(id: str, text: str, tips: tuple[str, ...] = ("A tip.",)) -> Question:
    return Question(id, text, "Général", "background", (120.0, 180.0), tips)


def test_search_puts_the_closest_first() -> None:
    bank = Bank(
        (
            make("in-a-tip", "Something else", ("Say why medicine.",)),
            make("parts", "Whyever telemedicines?"),
            make("any-order", "Medicine: but why?"),
            make("inside", "And why medicines?"),
            make("phrase", "So, why medicine now?"),
            make("exact", "Why medicine?"),
            make("no", "Not at all"),
        )
    )
    found = [q.id for q in bank.search("  why   MEDICINE ")]
    assert found == ["exact", "phrase", "inside", "any-order", "parts", "in-a-tip"]


@pytest.mark.parametrize("words", ["resume", "RÉSUMÉ", "re\u0301sume\u0301", "ésum"])
def test_search_ignores_case_and_accents(words: str) -> None:
    bank = Bank((make("cv", "Walk me through your résumé."), make("other", "Other")))
    assert [q.id for q in bank.search(words)] == ["cv"]


@pytest.mark.parametrize("words", ["", "   ", "?!"])
def test_search_without_words_gives_everything(bank: Bank, words: str) -> None:
    assert bank.search(words) == bank.questions


def test_search_finds_by_category_kind_and_id(bank: Bank) -> None:
    behavioral = [q.id for q in bank.search("behavioral") if q.kind == "behavioural"]
    assert "a-mistake" in behavioral
    assert bank.search("challenging ethical")
    assert "usmle-attempt" in [q.id for q in bank.search("gap")], "by its kind"
    assert bank.search("graduation-gap")[0].id == "graduation-gap"
    assert bank.search("xylophone") == ()
