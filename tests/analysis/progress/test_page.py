"""Progress as an HTML page: nothing acts, charts have tables, the numbers are the model's."""

from __future__ import annotations

from dataclasses import replace

from analysis.demo.history import MadeUpPerson
from analysis.progress import build
from analysis.progress.html.page import render
from analysis.progress.model import ProgressReport
from analysis.trends import MAIN, by_way
from analysis.trends.types import AnalysisWay
from tests.analysis.report.test_page import HOSTILE, Page
from tests.analysis.trends.made_up import answers
from tests.analysis.trends.test_trends import rates


def history() -> list[ProgressReport]:
    """Ten weeks of a made-up person, in two ways of analysis."""
    series = by_way(answers(MadeUpPerson(), 5))
    return [build.build(series, MAIN, "all questions", place=i, apart=True) for i in (0, 1)]


def hostile(text: str = HOSTILE) -> list[ProgressReport]:
    """Every text that a person or a model can put into it is this one."""
    way = AnalysisWay(text, text, frozenset({text}))
    found = [replace(a, way=way) for a in rates(*((d, 5 + d % 3) for d in range(9)))]
    series = by_way([*found, *rates((-3, 4))])
    return [build.build(series, ("filler_rate",), text)]


def test_hostile_text_is_text() -> None:
    html = render(hostile())
    page = Page(html)
    assert page.all("script") == page.all("img") == page.all("iframe") == []
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert "\x1b" not in html and "\u202e" not in html
    assert page.text.count("<script>alert(1)</script>") >= 4


def test_every_chart_has_a_name_a_description_and_a_table() -> None:
    found = history()
    page = Page(render(found))
    ids = {a["id"] for _, a in page.elements if a.get("id")}
    charts = [a for a in page.all("svg") if a.get("role") == "img"]
    assert len(charts) == len(page.all("table")) == sum(len(p.lines) for p in found) == 20
    for each in charts:
        assert each["aria-labelledby"] in ids and each["aria-describedby"] in ids
    rows = sum(len(line.periods) for p in found for line in p.lines)
    assert page.text.count(" middle half") >= 20
    assert len(page.all("circle")) >= rows
    assert len(page.all("tr")) == rows + 20


def test_sentences_and_milestones_are_there() -> None:
    found = history()
    page = Page(render(found))
    said = " ".join(page.text.split())
    for line in found[0].lines:
        assert all(sentence in said for sentence in line.explanation)
    assert all(each.text in said and each.when in said for each in found[0].reached)
    assert found[0].left_out in said and "viva reanalyze --outdated" in said


def test_a_page_of_a_first_answer_says_that_it_is_early() -> None:
    found = build.build(by_way(rates((0, 3))), MAIN, "all questions")
    text = Page(render([found])).text
    assert "1 practice day so far" in text and "Too few days to tell" in text


def test_points_lie_inside_the_chart() -> None:
    page = Page(render(history()))
    for circle in (c for c in page.all("circle") if float(c["cx"] or 0) > 20):
        assert 44 <= float(circle["cx"] or 0) <= 632
        assert 12 <= float(circle["cy"] or 0) <= 190
