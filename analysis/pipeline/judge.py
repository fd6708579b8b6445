"""From sound and words to an Analysis: pause positions, fillers, measures, scores, notes.

Without a transcript the measures that need words are undefined, and a note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from analysis.coverage.questions import asked
from analysis.hearing.articulation import mean_change
from analysis.hearing.filled_pauses import filled_pauses
from analysis.hearing.melody.contour import Contour, contour
from analysis.hearing.prolongations import drawn_out, prolongations
from analysis.hearing.speech import Speech
from analysis.measures.material import Material
from analysis.measures.measure import measure
from analysis.pipeline.damage import notes_on_damage, without_holes
from analysis.pipeline.listen import AcousticResult
from analysis.pipeline.melody import notes_on_melody, notes_on_stress
from analysis.pipeline.quality import (
    notes_on_cut,
    notes_on_languages,
    notes_on_lost_sound,
    notes_on_recording,
    notes_on_untranscribed,
    notes_on_words,
    withheld_scores,
)
from analysis.protocol import Job
from analysis.scoring.evidence import judged
from analysis.scoring.uncertainty import uncertainty
from analysis.sound.audio import Audio
from analysis.types import (
    Analysis,
    Correction,
    Filler,
    Note,
    Pause,
    QuestionContext,
    Recording,
    Span,
    Transcript,
    Word,
)
from analysis.version import VERSION
from analysis.words.checking.sorting import SortedWords, sort_out
from analysis.words.corrections import corrected_fillers, corrected_words
from analysis.words.markers import discourse_markers, filler_words
from analysis.words.pause_positions import place
from analysis.words.pronunciation import syllables
from analysis.words.repairs import repetitions, restarts
from analysis.words.spoken import spoken_middles
from analysis.words.untranscribed import untranscribed

BY_PHRASES_ALONE = (
    "A file of Viva's sentence encoder is missing or damaged, so what the answer covers was judged "
    "by phrases alone. To repair it, download Viva again, or run `git restore analysis/data` in "
    "its folder."
)

LEAST_SPOKEN = 0.5
"""Seconds of speech without which a stretch isn't in another language."""


def judge(
    job: Job, audio: Audio, acoustics: AcousticResult, transcript: Transcript | None
) -> Analysis:
    """Judge an answer by its sound and, where there are any, its words."""
    transcript = _with_spoken_languages(transcript, acoustics.speech)
    others = transcript.other_languages if transcript else ()
    acoustics = acoustics.without(others)
    speech, corrections, original = acoustics.speech, job.corrections, transcript
    if transcript is not None and corrections:
        transcript = replace(transcript, words=corrected_words(transcript.words, corrections))
    sorted_words = _sorted(transcript, original, speech.regions)
    kept, doubtful = sorted_words.kept, sorted_words.doubtful
    words = kept if transcript else None
    fillers = corrected_fillers(_fillers(acoustics, words, job.own_fillers), corrections)
    pauses = place(speech.pauses, kept) if transcript else speech.pauses
    melody = contour(acoustics.frames, speech)
    material = _material(job, acoustics, words, fillers, pauses, melody)
    measures = measure(material)
    withheld = withheld_scores(speech) if transcript else {}
    notes = _notes_on_sound(job, audio, speech)
    notes += [Note("recording", reason) for reason in dict.fromkeys(withheld.values())]
    notes += notes_on_words(transcript, doubtful) + notes_on_languages(others)
    notes += notes_on_melody(melody, speech, kept) + notes_on_stress(job.say, acoustics)
    if kept:
        notes += notes_on_untranscribed(untranscribed(kept, fillers, speech.regions))
    found = Analysis(
        version=VERSION,
        recording=_recording(job, audio),
        question=job.question,
        transcript=_with_words(transcript, sorted_words),
        pauses=tuple(pauses),
        fillers=fillers,
        measures=measures,
        uncertainty=uncertainty(measures, material, len(acoustics.analysis.nuclei)),
        notes=tuple(notes),
        corrections=corrections,
        heard=original if corrections else None,
        lost=speech.lost,
    )
    return judged(_with_part_scores(found), withheld, speech.foreign)


def _with_spoken_languages(transcript: Transcript | None, speech: Speech) -> Transcript | None:
    """Leave out other languages where there is no speech: music has no language."""
    if transcript is None:
        return None
    others = (
        other
        for other in transcript.other_languages
        if sum(map(other.overlap, speech.regions)) >= LEAST_SPOKEN
    )
    return replace(transcript, other_languages=tuple(others))


def _material(
    job: Job,
    acoustics: AcousticResult,
    words: tuple[Word, ...] | None,
    fillers: tuple[Filler, ...],
    pauses: Sequence[Pause],
    melody: Contour | None,
) -> Material:
    """Gather what the measures are computed from; ``words`` is ``None`` without a transcript."""
    speech, probabilities = acoustics.speech, acoustics.analysis.probabilities
    hesitant = [f for f in fillers if f.kind == "filled_pause"]
    spoken = None if words is None else _spoken(words, job.corrections)
    return Material(
        answer=_answer(speech),
        pauses=pauses,
        fillers=fillers,
        syllables=_syllables(spoken, acoustics),
        words=spoken,
        spoken_at=None if spoken is None else spoken_middles(spoken),
        repetitions=None if words is None else repetitions(words),
        restarts=None if words is None else restarts(words),
        prolongations=prolongations(probabilities, speech, fillers),
        drawn_out=drawn_out(probabilities, speech, hesitant),
        change=mean_change(acoustics.analysis.change, speech, hesitant),
        level_db=speech.level_db,
        noise_db=speech.noise_db,
        clipped=speech.clipped,
        pitch_spread_st=None if melody is None else melody.spread,
        lost=speech.lost,
    )


def _recording(job: Job, audio: Audio) -> Recording:
    losses = job.overflows, job.interruptions
    return Recording(str(job.path), audio.duration, audio.sample_rate, *losses)


def _notes_on_sound(job: Job, audio: Audio, speech: Speech) -> list[Note]:
    return [
        *notes_on_recording(without_holes(speech, audio.missing)),
        *notes_on_lost_sound(job.overflows, job.interruptions),
        *notes_on_damage(audio.missing),
        *notes_on_cut(audio.duration, audio.promised),
    ]


def _answer(speech: Speech) -> Span | None:
    if speech.start is None or speech.end is None:
        return None
    return Span(speech.start, speech.end)


def _fillers(
    acoustics: AcousticResult, words: tuple[Word, ...] | None, own: tuple[str, ...]
) -> tuple[Filler, ...]:
    """Return all fillers in order; a filled pause in both sound and transcript counts once.

    One in the transcript alone doesn't count: Whisper puts them over what it doesn't understand.
    """
    analysis = acoustics.analysis
    found = list(
        filled_pauses(analysis.probabilities, analysis.speech, words, acoustics.frames.samples)
    )
    if words:
        found += discourse_markers(words, own=own)
    return tuple(sorted(found, key=lambda f: (f.start, f.end)))


def _spoken(words: Sequence[Word], corrections: Sequence[Correction]) -> tuple[Word, ...]:
    """Return the words that count for the rate: all except transcribed filled pauses."""
    written = {(f.start, f.end) for f in corrected_fillers(filler_words(words), corrections)}
    return tuple(w for w in words if (w.start, w.end) not in written)


def _syllables(words: Sequence[Word] | None, acoustics: AcousticResult) -> int | None:
    if not acoustics.speech.regions:
        return None
    if words:
        return sum(syllables(w.text) for w in words)
    return len(acoustics.analysis.nuclei)


def _sorted(
    transcript: Transcript | None, original: Transcript | None, regions: Sequence[Span]
) -> SortedWords:
    """Sort the words by whether they count, knowing which ones the person typed."""
    words = transcript.words if transcript else ()
    return sort_out(words, regions, {*words}.difference(original.words if original else ()))


def _with_words(transcript: Transcript | None, words: SortedWords) -> Transcript | None:
    """Return every word: those that don't count stay in the text."""
    return None if transcript is None else replace(transcript, words=words.in_order)


def prepare(question: QuestionContext | None, words: tuple[Word, ...]) -> None:
    """Encode the words so far of a growing answer, so that few are left at the stop.

    Before there are words, only what encodes them is loaded. If that can't be, the result says so.
    """
    if asked(question) is not None:
        from analysis.sentences.encoder import DamagedEncoder, encode
        from analysis.sentences.parts import load, part_scores

        with suppress(DamagedEncoder):
            load()
            encode("")
            part_scores(words, question)


def _with_part_scores(analysis: Analysis) -> Analysis:
    """Score the parts of what was asked in the words that a report reads, if they're English.

    Without the encoder, the report finds the parts by their phrases alone.
    """
    transcript = analysis.transcript
    if transcript is None or not transcript.words or asked(analysis.question) is None:
        return analysis
    if not transcript.language.startswith("en"):
        return analysis
    from analysis.sentences.encoder import DamagedEncoder  # only where it is needed
    from analysis.sentences.parts import part_scores

    try:
        return replace(analysis, part_scores=part_scores(transcript.words, analysis.question))
    except DamagedEncoder:
        return replace(analysis, notes=(*analysis.notes, Note("installation", BY_PHRASES_ALONE)))
