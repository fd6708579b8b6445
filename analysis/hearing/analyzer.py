"""What the sound alone shows of a recording, whole or while it still grows."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.hearing.speech import Speech, hear
from analysis.hearing.syllables import nuclei
from analysis.sound.arrays import Floats
from analysis.sound.frame_classifiers import (
    ClassifierFeatures,
    FrameProbabilities,
    classify,
    classify_hesitation,
)
from analysis.sound.levels import features as level_features
from analysis.sound.levels import levels


@dataclass(frozen=True, slots=True)
class SpeechAnalysis:
    """Classifier outputs, speech and pauses; ``nuclei`` are seconds of syllable nuclei.

    ``change`` (n,) is how different each frame is from a moment before, NaN where unknown.
    """

    probabilities: FrameProbabilities
    speech: Speech
    nuclei: tuple[float, ...]
    change: Floats


class SpeechAnalyzer:
    """Analyzes one recording; the result is the same whether it grows or is finished."""

    def __init__(self) -> None:
        self._features = ClassifierFeatures()

    def feed(self, samples: Floats) -> None:
        """Add samples (n,) at 16 kHz that follow those before."""
        self._features.feed(samples)

    @property
    def encoded(self) -> int:
        """Frames so far that no later sound changes."""
        return self._features.encoded

    def latest(self, seconds: float) -> tuple[int, Floats, Floats]:
        """Return what is known of the newest sound while more comes; some of it is ``encoded``.

        The place of the first frame, and of each frame the probability (n,) of a filled pause and
        the syllable nuclei (n,) in it.
        """
        first, features = self._features.latest(seconds)
        return first, *classify_hesitation(features)

    def phones(self, first: int, last: int) -> Floats:
        """Return scores of phones (n, 41) for frames ``first`` up to ``last``, if ``encoded``."""
        return self._features.phones(first, last)

    def end(self, samples: Floats) -> SpeechAnalysis:
        """Analyze the whole, given all samples (n,) again; nothing may be fed afterwards."""
        features, change = self._features.end()
        measured = levels(samples)
        probabilities = classify(features, level_features(measured, len(features)))
        speech = hear(probabilities, measured, samples)
        return SpeechAnalysis(probabilities, speech, nuclei(probabilities, speech), change)


def analyze(samples: Floats) -> SpeechAnalysis:
    """Analyze a finished recording: samples (n,) at 16 kHz."""
    analyzer = SpeechAnalyzer()
    analyzer.feed(samples)
    return analyzer.end(samples)
