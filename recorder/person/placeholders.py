"""What questions are filled in with: the person's profile and, if there is one, a program.

The one place where values for placeholders (`prompts.placeholders`) are put together. Only texts
are filled in: a question's id stays, so that tallies and trends stay together.
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
    """Put the values together; unknown ones are left out and get their stand-in.

    ``program`` may give ``program``, ``hospital``, ``childrens_hospital``, and ``city``; a name
    that isn't a placeholder is refused with ``KeyError``.
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
    """Return what fills in questions about the pinned program, or the next one to interview."""
    try:
        program = store.programs.current()
    except StoreError:  # the questions work without it
        return NO_PROGRAM
    return program.placeholders() if program else NO_PROGRAM


class FilledBank:
    """The questions as the person is asked them, refilled when their values change.

    ``values`` is called each time, so that a change shows at once.
    """

    def __init__(self, questions: Bank, values: Callable[[], Mapping[str, str]]) -> None:
        self._values = values
        self._with: Mapping[str, str] | None = None
        self._bank = questions

    def replace_questions(self, questions: Bank) -> None:
        """Use these from now on; the person has added some."""
        self._bank, self._with = questions, None

    def now(self) -> Bank:
        """Return the questions, filled in with what is known now."""
        values = dict(self._values())
        if values != self._with:
            self._bank, self._with = self._bank.filled(values), values
        return self._bank
