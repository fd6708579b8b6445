"""Recited answers: verbatim repeats fire, however the recognizer errs; rewordings never do."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from analysis.content import remarks_on_words
from analysis.content.recitation import recited, shared_runs
from analysis.content.types import EarlierAnswer, Remark
from analysis.types import Measures, QuestionContext, Word
from tests.analysis.content.test_remarks import spoken

QUESTION = QuestionContext("why-medicine-pediatrics", "Why Medicine-Pediatrics?", "motivational")
ON = datetime(2026, 11, 3, 18, 30)

FIRST = """In my last year of medical school in Aleppo I met a boy with sickle cell disease who
had been in our children's hospital eleven times. When he turned eighteen his file was closed, and
the next crisis brought him to a ward where nobody knew him. He waited six hours for pain
medicine. I called his old nurse at home and she told us which drug had always helped him. That
night I understood that he did not need another building, he needed the same doctor. Since then I
have looked for a training that does not stop at a birthday. In Cleveland I rotated in a
transition clinic, and I saw how a team can prepare a teenager for two years before the door
closes."""

REWORDED = """The patient who made me choose this was a young man from Aleppo. He had sickle cell
disease, and our pediatric hospital had treated him since he was small. After his eighteenth
birthday they sent him to the adult side, where the doctors had never heard of him, so his pain
was not treated for many hours. I phoned a nurse from the pediatric floor, because she remembered
which medication worked. What I learned is that a change of buildings can hurt people, and a
doctor trained for both can stop it. Later, during an elective in Cleveland, I worked with a
clinic for such patients: they begin to prepare the families when the child is sixteen."""

RETOLD = """I would like to tell you about a boy with sickle cell disease whom I met in Aleppo. He
had been with us in the children's hospital many times. When he turned eighteen he came to the
adult ward and nobody there had his history, and he waited six hours in pain. I called his old
nurse and she knew what helped. I understood that night that he needed a doctor who stays. In
Cleveland I saw a transition clinic that does this very well, with a plan of two years for each
teenager, and I want to learn it."""

OTHER = """I handle stress with a fixed routine. I sleep seven hours, I swim on Tuesdays, and on
Sundays I call my mother in Hama. During the siege I learned to notice when my hands are cold,
because that is when I make mistakes, and then I ask a colleague to check my orders for an hour or
two."""


def earlier(text: str = FIRST, fluency: float = 50.0, id: str = QUESTION.id or "") -> EarlierAnswer:
    return EarlierAnswer(ON, id, spoken(text), {"fluency": fluency})


USUAL = [
    EarlierAnswer(ON - timedelta(days=n + 1), "other", (), {"fluency": 48.0 + n}) for n in range(6)
]
SMOOTH: Measures = {"fluency": 68.0}
HALTING: Measures = {"fluency": 49.0}


def misheard(text: str, share: float, seed: int) -> tuple[Word, ...]:
    """The words as a recognizer garbles them: some replaced, some lost, some doubled."""
    chance = random.Random(seed)
    said = []
    for word in text.split():
        lot = chance.random()
        if lot < share / 2:
            said.append(chance.choice(["the", "cell", "won", "their", "and", "nose", "eaten"]))
        elif lot < share * 0.8:
            continue
        else:
            said += [word, word] if lot > 1 - share / 5 else [word]
    return spoken(" ".join(said))


def judged(
    words: tuple[Word, ...], measures: Measures | None = SMOOTH, text: str = FIRST
) -> Remark | None:
    return recited(words, QUESTION, [*USUAL, earlier(text)], measures)


def test_the_same_words_said_smoothly_sound_learned() -> None:
    remark = judged(spoken(FIRST))
    assert remark is not None
    assert remark.headline.startswith("This sounded memorized: the same ")
    assert remark.headline.endswith("words as on November 3")
    assert "0:00 there" in remark.reason and "points above your usual" in remark.reason
    assert remark.moments[0].start == pytest.approx(0.5)
    assert remark.moments[0].text.startswith("In my last year of medical school in Aleppo")


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
def test_recogniser_errors_hide_nothing(share: float, seed: int) -> None:
    assert judged(misheard(FIRST, share, seed), text=FIRST) is not None


@pytest.mark.parametrize("text", [REWORDED, RETOLD, OTHER])
def test_the_same_story_in_other_words_is_free(text: str) -> None:
    assert judged(spoken(text)) is None
    assert recited(spoken(text), QUESTION, [earlier()], None) is None


def test_usual_fluency_clears_the_speaker() -> None:
    assert judged(spoken(FIRST), HALTING) is None


def test_without_a_usual_only_nearly_all_words_count_and_learning_is_not_claimed() -> None:
    remark = recited(spoken(FIRST), QUESTION, [earlier()], SMOOTH)
    assert remark is not None and remark.headline.startswith("Nearly word for word: the same")
    half = " ".join(FIRST.split()[:60]) + " " + OTHER
    assert recited(spoken(half), QUESTION, [earlier()], SMOOTH) is None
    assert judged(spoken(half)) is not None


def test_other_questions_do_not_count() -> None:
    before = [*USUAL, earlier(id="tell-me-about-yourself")]
    assert recited(spoken(FIRST), QUESTION, before, SMOOTH) is None
    assert recited(spoken(FIRST), None, before, SMOOTH) is None


def test_the_longest_shared_run_has_its_times_in_both() -> None:
    here = spoken("Well, today I begin elsewhere. " + " ".join(FIRST.split()[40:70]))
    (run,) = shared_runs(here, spoken(FIRST), QUESTION)
    assert run.count == 30
    assert run.here.start == pytest.approx(0.5 + 5 * 0.4)
    assert run.there.start == pytest.approx(0.5 + 40 * 0.4)
    assert run.here.duration == pytest.approx(run.there.duration)


def test_a_swapped_word_does_not_end_a_run() -> None:
    swapped = FIRST.replace("eleven", "seven").replace("his old nurse", "the nurse")
    (run, *_) = shared_runs(spoken(swapped), spoken(FIRST), QUESTION)
    assert run.count >= len(FIRST.split()) - 5


def test_the_question_and_what_everybody_says_are_no_run() -> None:
    said = "Thank you for this question. I was born in the United States and"
    assert shared_runs(spoken(said + " then I left"), spoken(said + " now we stay"), QUESTION) == ()


def test_it_is_one_of_the_remarks_and_can_be_switched_off() -> None:
    before = [*USUAL, earlier()]
    names = [
        r.name for r in remarks_on_words(spoken(FIRST), QUESTION, earlier=before, measures=SMOOTH)
    ]
    assert names == ["recited"]
    off = remarks_on_words(
        spoken(FIRST), QUESTION, earlier=before, measures=SMOOTH, off={"recited"}
    )
    assert off == ()
