"""Notes on the recording and the transcript say where they apply."""

from analysis.pipeline.quality import notes_on_languages
from analysis.types import OtherLanguage


def test_a_part_in_another_language_is_named_by_its_times() -> None:
    (note,) = notes_on_languages([OtherLanguage(85.2, 93.0, "ru")])
    assert note.text.startswith("From 1:25 to 1:33, this sounds like Russian, not English.")
    (note,) = notes_on_languages([OtherLanguage(0.0, 20.0, "xx")])
    assert "another language" in note.text
