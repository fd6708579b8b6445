"""Repeats that Whisper left out are put back where the sound has them."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from analysis import demo
from analysis.hearing.analyzer import SpeechAnalyzer
from analysis.sound.arrays import Floats
from analysis.sound.audio import RATE, Samples, load
from analysis.sound.encoder import PERIOD
from analysis.sound.phones import COLUMNS, OTHER, PHONES, SILENCE
from analysis.transcription.repeats.matching import Candidate, align, match, with_any_sound
from analysis.transcription.repeats.pronouncing import parts, pronunciations
from analysis.transcription.repeats.restore import restore
from analysis.types import Word

EACH = 6
"""Frames that each phone lasts in `said`."""


def said(text: str, pause: int = 10) -> Floats:
    """Scores of frames in which words are said clearly; "-" is a pause, "um" a filled one."""
    ways = pronunciations(text.split())
    columns = [SILENCE] * pause
    for word in text.split():
        if word == "-":
            columns += [SILENCE] * pause
        else:
            columns += [phone for phone in (ways[word] or ((OTHER,),))[0] for _ in range(EACH)]
    columns += [SILENCE] * pause
    scores = np.full((len(columns), COLUMNS), -10, np.float32)
    scores[np.arange(len(columns)), columns] = 0
    return scores


def written(text: str) -> list[Word]:
    """Words of which only the order is known."""
    return [Word(0.0, 0.0, word, 0.9) for word in text.split()]


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "spoken", "whole"),
    [
        ("I have a time.", "i have a i have a time", "I have a I have a time."),
        ("We honor the women.", "we honor the the women", "We honor the the women."),
        (
            "I was in training. Me too.",
            "i was in training - in training me too",
            "I was in training in training. Me too.",
        ),
        ("The women came.", "the the women came", "The the women came."),
        ("Birds can go.", "birds - birds - birds can go", "Birds Birds Birds can go."),
        (
            "He said the bird has left.",
            "he said the bird um bird has left",
            "He said the bird bird has left.",
        ),
    ],
)
def test_what_was_said_twice_is_written_twice(heard: str, spoken: str, whole: str) -> None:
    assert text(restore(written(heard), said(spoken), 0.0)) == whole


@pytest.mark.parametrize(
    ("heard", "whole"),
    [
        ("Birds have a time.", "Birds have Birds have a time."),
        ("Birds have a time for birds.", "Birds have birds have a time for birds."),
        ("A time. Then birds go.", "A time. Then then birds go."),
    ],
)
def test_a_word_that_may_be_a_name_keeps_its_capital(heard: str, whole: str) -> None:
    sound = said(whole.lower().replace(".", ""))
    assert text(restore(written(heard), sound, 0.0)) == whole


@pytest.mark.parametrize(
    ("heard", "spoken"),
    [
        ("I have a time.", "i have a time"),
        ("I have a time.", "i have - - a - time"),
        ("I have a time.", "i have um a um time"),
        ("The the women.", "the the women"),
        ("I have a time.", "i have a very long time"),
        ("Um, I have a time.", "um um i have a time"),
        ("I have 24 birds.", "i have twenty four birds"),
        ("We have Xylqw women.", "we have we have women"),
    ],
)
def test_nothing_else_is_put_in(heard: str, spoken: str) -> None:
    words = written(heard)
    assert restore(words, said(spoken), 0.0) == tuple(words)


def test_the_end_of_one_time_and_the_start_of_the_next_are_no_repeat() -> None:
    sound = said("women i have a i a i have a time")
    assert text(restore(written("Women I have a time."), sound, 0.0)).count("I") == 2


@pytest.mark.parametrize(("worse", "whole"), [(0.3, True), (0.9, False)])
def test_both_occurrences_must_sound_like_the_words(worse: float, whole: bool) -> None:
    scores = said("we remember remember the women")
    first = said("we remember", pause=10)
    occurrence = slice(len(first) - 10, len(first) - 10 + len(said("remember", pause=0)))
    scores[occurrence, PHONES.index("ZH")] = scores[occurrence].max(axis=1) + worse
    found = text(restore(written("We remember the women."), scores, 0.0))
    assert (found == "We remember remember the women.") is whole


@pytest.mark.parametrize(("between", "whole"), [(5, True), (14, False)])
def test_where_much_else_was_said_other_words_are_missing(between: int, whole: bool) -> None:
    scores = said("birds remember " + "um " * between + "birds remember women")
    found = text(restore(written("Birds remember women."), scores, 0.0))
    assert (found == "Birds remember Birds remember women.") is whole


def test_a_text_that_is_not_what_was_said_stays_as_it_is() -> None:
    clear = said("birds remember birds remember women but the text of all this was never any good")
    words = written("Birds remember women what is there here you may not even know what I am.")
    assert restore(words, clear, 0.0) == tuple(words)


def test_a_repeat_has_its_own_times_and_the_others_make_room() -> None:
    words = [Word(5.2, 5.5, "honor"), Word(5.5, 6.9, "the"), Word(6.6, 7.4, "women")]
    found = restore(words, said("honor the - the women"), 5.0)
    assert [w.text for w in found] == ["honor", "the", "the", "women"]
    first, second = found[1], found[2]
    honor = sum(map(len, pronunciations(["honor"])["honor"][:1])) * EACH
    assert first.start == pytest.approx(5 + (10 + honor) * PERIOD)
    assert second.start == pytest.approx(first.end + 10 * PERIOD)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_dash_inside_a_repeat_stays_between_its_words() -> None:
    words = [Word(i / 4, i / 4 + 0.2, w) for i, w in enumerate(["birds", "-", "have", "women"])]
    found = restore(words, said("birds have birds have women"), 0.0)
    assert text(found) == "birds - have birds - have women"
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_without_sound_or_words_nothing_changes() -> None:
    assert restore([], said("time"), 0.0) == ()
    words = tuple(written("I have a time."))
    assert restore(words, np.zeros((0, COLUMNS), np.float32), 0.0) == words
    assert restore(words, said("time")[:3], 0.0) == words  # too short for these words


def test_words_are_aligned_and_scored_alike() -> None:
    ways = pronunciations(["we", "honor", "women"])
    words = tuple(ways[w] for w in ("we", "honor", "women"))
    scores = with_any_sound(said("we - honor women"))
    found = align(scores, words)
    assert found is not None
    assert found.starts == (10, 10 + 2 * EACH + 10, found.ends[1])
    whole = match(scores, [Candidate(words, 0, len(scores)), Candidate(words[:2], 0, len(scores))])
    assert whole[0] == pytest.approx(found.before[3], abs=1e-3)
    assert whole[1] < whole[0]
    part = Candidate(words[1:2], found.ends[0], found.starts[2])
    assert match(scores, [part])[0] == pytest.approx(found.before[2] - found.after[1], abs=1e-3)


def test_words_are_looked_up_in_parts() -> None:
    assert parts("All-female,") == ("all", "female")
    assert parts("I’m") == ("i'm",)
    assert parts("H-1B") == ("h", "1", "b")
    ways = pronunciations(["women", "um", "xylqw"])
    assert [PHONES[phone] for phone in ways["women"][0]] == ["W", "IH", "M", "AH", "N"]
    assert ways["um"] == ways["xylqw"] == ()


def test_the_sample_answer_and_words_of_it_played_twice() -> None:
    words = [Word(**word) for word in json.loads(demo.TRUTH.read_text())["words"]]
    sound = load(demo.ANSWER).samples[: 25 * RATE]
    words = [w for w in words if w.end < 24]
    tidy = [w for w in words if w.text.strip(",.").lower() not in ("um", "uh")]
    assert text(restore(tidy, phones(sound), 0.0)) == text(tuple(tidy))
    at = next(i for i, w in enumerate(tidy) if w.text == "doctor") - 1
    first, last = tidy[at].start, tidy[at + 1].end
    twice = np.concatenate([sound[: round(last * RATE)], sound[round(first * RATE) :]])
    found = restore(tidy, phones(twice), 0.0)
    again = [w.text for w in tidy[: at + 2]] + [w.text for w in tidy[at:]]
    assert [w.text for w in found] == again


def phones(sound: Samples) -> Floats:
    """Scores of the phones of all frames."""
    analyzer = SpeechAnalyzer()
    analyzer.feed(sound)
    analyzer.end(sound)
    return analyzer.phones(0, round(len(sound) / RATE / PERIOD))
