"""The one table of measures: name, unit, label, definition, limits, source.

Standard library only. A new measure is one row here and one function of the same name in this
package; the store, the report, the trends, and ``docs/measures.md`` follow from the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MeasureGroup = Literal[
    "length", "tempo", "pauses", "fillers", "repair", "words", "fluency", "melody", "sound"
]


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """One measure: ``needs_words`` says that it is undefined without a transcript."""

    name: str
    group: MeasureGroup
    label: str
    unit: str
    definition: str
    caution: str
    source: str
    needs_words: bool = False
    digits: int = 1


DE_JONG_2013 = "de Jong & Bosker 2013 (250 ms threshold for silent pauses)"
CAMPIONE_2002 = "Campione & Véronis 2002 (pause durations are log-normal: medians)"
KAHNG_2018 = "Kahng 2018 (mid-clause pauses and perceived fluency)"
BORTFELD_2001 = "Bortfeld et al. 2001 (rates of disfluency in conversation)"
LASKE_2024 = "Laske & DiGennaro Reed 2024 (fillers and how a speaker is judged)"
TAVAKOLI_2023 = "Tavakoli et al. 2023 (speed and pauses, not repairs, separate levels)"
ROBB_2004 = "Robb, Maclagan & Chen 2004 (speaking rates of American English)"
VIVA = "defined here"

CATALOG: tuple[MeasureEntry, ...] = (
    MeasureEntry(
        "answer_length",
        "length",
        "Answer length",
        "s",
        "From the first to the last sound of speech.",
        "Says nothing about the content.",
        "guide (2–3 minutes); AAMC video interview (3 minutes)",
        digits=0,
    ),
    MeasureEntry(
        "response_latency",
        "length",
        "Time to first word",
        "s",
        "From the start of the recording to the first speech; not a pause.",
        "Depends on when you pressed the key.",
        VIVA,
    ),
    MeasureEntry(
        "words_per_minute",
        "tempo",
        "Speaking rate",
        "words/min",
        "Spoken words without fillers, divided by the answer length.",
        "Long medical words make the same tempo look slower; compare the articulation rate.",
        "Microsoft Speaker Coach 100–165; TOEFL top scorers 158; SpeechAce 120 or more",
        needs_words=True,
        digits=0,
    ),
    MeasureEntry(
        "syllables",
        "tempo",
        "Syllables",
        "",
        "Counted from how the words are pronounced; without a transcript, from the sound.",
        "An estimate when it comes from the sound alone.",
        "de Jong & Wempe 2009 (syllable nuclei)",
        digits=0,
    ),
    MeasureEntry(
        "speech_rate",
        "tempo",
        "Speech rate",
        "syll/s",
        "Syllables divided by the answer length, pauses included.",
        "More pauses lower it; compare the articulation rate.",
        ROBB_2004,
        digits=2,
    ),
    MeasureEntry(
        "articulation_rate",
        "tempo",
        "Articulation rate",
        "syll/s",
        "Syllables divided by the phonation time, which leaves pauses out.",
        "How fast your mouth moves, not how clear the words are.",
        ROBB_2004,
        digits=2,
    ),
    MeasureEntry(
        "phonation_time",
        "tempo",
        "Phonation time",
        "s",
        "Answer length minus its silent pauses.",
        "Filled pauses count as phonation.",
        DE_JONG_2013,
    ),
    MeasureEntry(
        "phonation_time_ratio",
        "tempo",
        "Share of time speaking",
        "",
        "Phonation time divided by the answer length.",
        "Background noise can hide short pauses.",
        DE_JONG_2013,
        digits=2,
    ),
    MeasureEntry(
        "acoustic_change",
        "tempo",
        "Change of sound",
        "%",
        "How different the sound is 0.16 s later while you speak (a distance between frames of the "
        "acoustic encoder). Quick, clear speech changes more than slow or drawn-out speech.",
        "Noise lowers it. Compare your own answers on the same microphone.",
        "defined here, as the spectral transition of Furui 1986",
    ),
    MeasureEntry(
        "pace_variation",
        "tempo",
        "Pace variation",
        "words/min",
        "Standard deviation of the speaking rate in windows of 15 s of your own time.",
        "Some variation sounds lively, so it's shown but not scored.",
        VIVA,
        needs_words=True,
    ),
    MeasureEntry(
        "pause_rate",
        "pauses",
        "Pauses",
        "/min",
        "Silent pauses of 0.25 s or more, per minute of the answer.",
        "Pauses between sentences are good style; see “Mid-clause pauses”.",
        DE_JONG_2013,
    ),
    MeasureEntry(
        "long_pause_rate",
        "pauses",
        "Long pauses",
        "/min",
        "Silent pauses of 1 s or more, per minute of the answer.",
        "A long pause before an important point can be deliberate.",
        CAMPIONE_2002,
    ),
    MeasureEntry(
        "mid_clause_pause_rate",
        "pauses",
        "Mid-clause pauses",
        "/min",
        "Silent pauses that aren't at the end of a sentence or clause, per minute.",
        "Depends on the transcript's sentence and clause marks.",
        KAHNG_2018,
        needs_words=True,
    ),
    MeasureEntry(
        "median_pause_duration",
        "pauses",
        "Typical pause",
        "s",
        "Median length of the silent pauses.",
        "Undefined without any pauses.",
        CAMPIONE_2002,
        digits=2,
    ),
    MeasureEntry(
        "mean_pause_duration",
        "pauses",
        "Mean pause",
        "s",
        "Mean length of the silent pauses.",
        "One very long pause changes it a lot; “Typical pause” is steadier.",
        CAMPIONE_2002,
        digits=2,
    ),
    MeasureEntry(
        "mean_length_of_run",
        "pauses",
        "Run between pauses",
        "syll",
        "Syllables divided by the number of runs; a run ends at a silent or filled pause.",
        "Short sentences make short runs.",
        TAVAKOLI_2023,
    ),
    MeasureEntry(
        "smooth_run",
        "pauses",
        "Run without hesitation",
        "syll",
        "Syllables divided by the number of runs without a silent pause, a filled pause, or a "
        "drawn-out sound.",
        "Most of the drawn-out sounds it counts are uncertain, so it's shown but not scored.",
        "Eklund 2001 (prolongations); defined here",
    ),
    MeasureEntry(
        "filled_pause_rate",
        "fillers",
        "Filled pauses",
        "/min",
        "um, uh, er, hmm, and similar sounds, per minute of the answer.",
        "Found in the sound: a few are missed, and a few drawn-out words are mistaken for one.",
        LASKE_2024,
    ),
    MeasureEntry(
        "discourse_marker_rate",
        "fillers",
        "Filler words",
        "/min",
        "like, you know, I mean, so, basically, and similar words used as fillers, per minute.",
        "Decided by context; some uses are a matter of taste.",
        LASKE_2024,
        needs_words=True,
    ),
    MeasureEntry(
        "filler_rate",
        "fillers",
        "Fillers",
        "/min",
        "Filled pauses and filler words together, per minute of the answer.",
        "Without a transcript, filler words aren't counted.",
        LASKE_2024,
    ),
    MeasureEntry(
        "fillers_per_100_words",
        "fillers",
        "Fillers per 100 words",
        "/100 words",
        "Filled pauses and filler words per 100 spoken words.",
        "Two to six are typical of spontaneous speech.",
        BORTFELD_2001,
        needs_words=True,
    ),
    MeasureEntry(
        "drawn_out_share",
        "fillers",
        "Drawn-out sounds",
        "%",
        "Share of the speech, without filled pauses, that is drawn out in hesitation: the average "
        "probability.",
        "Separates hesitant from fluent speakers, but isn't precise enough to mark single words.",
        "Eklund 2001; Betz et al. 2017 (lengthening)",
    ),
    MeasureEntry(
        "filler_clusters",
        "fillers",
        "Filler clusters",
        "",
        "Groups of three or more fillers within 15 s.",
        "A cluster often marks a difficult thought, not a habit.",
        VIVA,
        digits=0,
    ),
    MeasureEntry(
        "repetition_rate",
        "repair",
        "Repeats",
        "/min",
        "Words or phrases repeated right away (I I; in the in the), per minute.",
        "Whisper leaves many out, and Viva can't put all of them back, so this is a lower bound.",
        TAVAKOLI_2023,
        needs_words=True,
    ),
    MeasureEntry(
        "restart_rate",
        "repair",
        "Restarts",
        "/min",
        "Sentences cut off and started again, per minute.",
        "Whisper leaves many out of the transcript, so this is a lower bound.",
        TAVAKOLI_2023,
        needs_words=True,
    ),
    MeasureEntry(
        "lexical_diversity",
        "words",
        "Variety of words",
        "",
        "Moving-average type–token ratio over windows of 50 words.",
        "Undefined under 50 words.",
        "Covington & McFall 2010 (moving-average type–token ratio)",
        needs_words=True,
        digits=2,
    ),
    MeasureEntry(
        "fluency",
        "fluency",
        "Fluency",
        "",
        "How smoothly you spoke, 0–100: rate, pauses, runs, drawn-out sounds, and the change of "
        "sound combined.",
        "Not a judgment of accent, grammar, or content.",
        "see the module analysis.measures.fluency",
        digits=0,
    ),
    MeasureEntry(
        "pitch_variation",
        "melody",
        "Pitch variation",
        "st",
        "Standard deviation of the pitch, in semitones from the speaker's median.",
        "A lively voice varies more; how much depends on the language and the person.",
        VIVA,
    ),
    MeasureEntry(
        "level",
        "sound",
        "Level",
        "dB",
        "Loudness of the speech, in decibels below full scale.",
        "Recording quality; not scored.",
        VIVA,
        digits=0,
    ),
    MeasureEntry(
        "noise",
        "sound",
        "Signal to noise",
        "dB",
        "Speech level minus the level between the words.",
        "Recording quality; not scored.",
        VIVA,
        digits=0,
    ),
    MeasureEntry(
        "clipping",
        "sound",
        "Clipping",
        "%",
        "Share of samples at full scale.",
        "Recording quality; not scored.",
        VIVA,
        digits=2,
    ),
)

BY_NAME = {entry.name: entry for entry in CATALOG}


def show(name: str, value: float | None) -> str:
    """Write a value with its unit, rounded as its row says; a dash when undefined."""
    if value is None:
        return "–"
    entry = BY_NAME[name]
    return f"{value:.{entry.digits}f} {entry.unit}".rstrip()
