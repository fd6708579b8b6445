"""The environment of the analysis process: what it depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from recorder.analyst.environment import is_intel


@pytest.mark.parametrize(("vendor", "intel"), [("GenuineIntel", True), ("AuthenticAMD", False)])
def test_the_maker_of_the_processor(tmp_path: Path, vendor: str, intel: bool) -> None:
    described = tmp_path / "cpuinfo"
    described.write_text(f"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: 6\n")
    assert is_intel(described) is intel


def test_a_system_that_does_not_describe_its_processor(tmp_path: Path) -> None:
    assert not is_intel(tmp_path / "none")
