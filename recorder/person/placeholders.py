"""What questions are filled with: the person's profile and, where there is one, a program.

The one place where values for placeholders (`prompts.placeholders`) are put together. Only texts
are filled: a question's id stays, so that tallies and trends stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from prompts.bank import Bank
from prompts.placeholders import STAND_INS
from recorder.person.profile import Profile
from sessions.errors import StoreError
from sessions.store import Store

NO_PROGRAM: Mapping[str, str] = MappingProxyType({})


def values(profile: Profile, program: Mapping[str, str] = NO_PROGRAM) -> dict[str, str]:
    """Put the values together; what nobody has told is left out and gets its stand-in.

    ``program`` may give ``program``, ``hospital``, ``childrens_hospital`` and ``city``; a name
    that is no placeholder is refused with ``KeyError``.
    """
    if unknown := set(program) - set(STAND_INS):
        raise KeyError(f"{', '.join(sorted(unknown))}: no such placeholder")
    told = {
        "home_country": profile.home_country,
        "medical_school": profile.medical_school,
        "first_language": profile.first_language,
        **program,
    }
    return {name: value for name, value in told.items() if value}


def current(store: Store) -> Mapping[str, str]:
    """Give what fills questions about the program that is pinned, or whose interview is next."""
    try:
        program = store.programs.current()
    except StoreError:  # the questions can be asked without
        return NO_PROGRAM
    return program.placeholders() if program else NO_PROGRAM


class FilledBank:
    """The questions as the person is asked them, filled anew when what fills them has changed.

    ``values`` is asked each time, so that a change shows at once.
    """

    def __init__(self, questions: Bank, values: Callable[[], Mapping[str, str]]) -> None:
        self._values = values
        self._with: Mapping[str, str] | None = None
        self._bank = questions

    def replace_questions(self, questions: Bank) -> None:
        """Ask these from now on; the person has added some."""
        self._bank, self._with = questions, None

    def now(self) -> Bank:
        """Give the questions, filled with what is known now."""
        values = dict(self._values())
        if values != self._with:
            self._bank, self._with = self._bank.filled(values), values
        return self._bank
