"""Damages bytes the way accidents and attackers do; the same generator gives the same damage."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

HOSTILE: Sequence[bytes] = (
    b"",
    b"\0",
    b"\x1b[2J\x1b]0;owned\x07",
    b"[bold red]markup[/]",
    b"[@click=app.quit]x[/]",
    b"<script>alert(1)</script>",
    b"../../../../etc/passwd",
    b"/etc/passwd",
    b"C:\\Windows\\win.ini",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"-1",
    b"9" * 400,
    b"9" * 5000,
    b"\xc2\x9b2J",
    b"0001-01-01",
    b"9999-12-31T23:59:59-12:00",
    b"2147483648",
    b"null",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "\u202eright to left\u2066".encode(),
    "🩺".encode() * 50,
    b"[" * 3000,
    b'{"a":' * 3000,
    b"%s%n%x",
    b"' OR 1=1 --",
)
"""The pieces garbage is made of."""


def mutate(seed: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """Damage bytes one to six times."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        chance.choice(WAYS)(data, chance, others)
    return bytes(data)


def _flip(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    del data[chance.randint(0, len(data)) :]


def _remove(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    start = chance.randint(0, len(data))
    del data[start : start + chance.randint(1, 64)]


def _insert(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(HOSTILE)


def _overwrite(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    piece = chance.choice((*HOSTILE, chance.randbytes(chance.randint(1, 32))))
    at = chance.randint(0, len(data))
    data[at : at + len(piece)] = piece


def _repeat(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.randint(1, 200)]
    data[start:start] = piece * chance.randint(1, 8)


def _splice(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    if others:
        other = chance.choice(others)
        start = chance.randint(0, len(other))
        data[chance.randint(0, len(data)) :] = other[start:]


def _number(data: bytearray, chance: random.Random, others: Sequence[bytes]) -> None:
    """Replace a run of digits with another number."""
    places = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
    if places:
        at = end = chance.choice(places)
        while end < len(data) and 48 <= data[end] <= 57:
            end += 1
        data[at:end] = chance.choice((b"0", b"-1", b"1e400", b"99999999999999999999", b"0.5"))


Way = Callable[[bytearray, random.Random, Sequence[bytes]], None]
WAYS: Sequence[Way] = (_flip, _cut, _remove, _insert, _overwrite, _repeat, _splice, _number)
