"""Viva's own questions, and finding one."""

from __future__ import annotations

import pytest

from prompts.bank import Bank, fold
from prompts.loader import load
from prompts.types import KINDS, Question

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
    assert asked == GUIDE
    assert list(asked) == list(GUIDE)


def test_ids_stay_what_they_are(bank: Bank) -> None:
    """A person's answers are stored under these ids: add new ones, never change one."""
    assert [q.id for q in bank.questions] == STABLE.split()


def test_no_two_questions_are_alike(bank: Bank) -> None:
    assert len({q.id for q in bank.questions}) == len(bank.questions)
    assert len({fold(q.text) for q in bank.questions}) == len(bank.questions)
    tips = [tip for q in bank.questions for tip in q.tips]
    assert len(set(tips)) == len(tips)


def test_most_answers_take_two_to_three_minutes(bank: Bank) -> None:
    own = {q.id: q.target for q in bank.questions if q.target != (120, 180)}
    assert own == TARGETS_OF_THEIR_OWN


def test_every_kind_is_used_and_only_those(bank: Bank) -> None:
    assert {q.kind for q in bank.questions} == set(KINDS)


def test_tips_are_short_and_end_as_sentences(bank: Bank) -> None:
    for question in bank.questions:
        assert 1 <= len(question.tips) <= 2
        for tip in question.tips:
            assert len(tip) <= 100, tip
            assert tip.endswith("."), tip
            assert max(len(sentence.split()) for sentence in tip.split(". ")) <= 18, tip


def test_get_gives_the_question_or_names_the_unknown_id(bank: Bank) -> None:
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
def test_search_minds_neither_case_nor_accents(words: str) -> None:
    bank = Bank((make("cv", "Walk me through your résumé."), make("other", "Other")))
    assert [q.id for q in bank.search(words)] == ["cv"]


@pytest.mark.parametrize("words", ["", "   ", "?!"])
def test_search_without_words_gives_everything(bank: Bank, words: str) -> None:
    assert bank.search(words) == bank.questions


def test_search_finds_by_category_kind_and_id(bank: Bank) -> None:
    assert bank.search("challenging ethical")
    assert [q.id for q in bank.search("gap")] == ["graduation-gap"]
    assert bank.search("graduation-gap")[0].id == "graduation-gap"
    assert bank.search("xylophone") == ()
