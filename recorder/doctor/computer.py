"""The computer around Viva: system, memory, clock, terminal, browser, environment."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping

from prompts.checklists import ChecklistTest
from recorder.checks import machine
from recorder.doctor.result import CheckFinding, CheckState, bad, ok, warn
from recorder.doctor.surroundings import Surroundings
from recorder.models.advice import free_memory

LITTLE_MEMORY = 700_000_000
"""Free bytes below which even base may not fit in memory."""

SMALLEST = (40, 12)
"""Columns and lines every screen is designed for."""

EXPLAINED: Mapping[str, str] = {
    "VIVA_DEBUG": "error reports show variables, which can contain your words: unset VIVA_DEBUG",
    "HF_ENDPOINT": "models come from another server: to use the usual one, unset HF_ENDPOINT",
    "HF_HUB_OFFLINE": "models can't be downloaded from the hub: unset HF_HUB_OFFLINE to allow it",
    "SSH_CONNECTION": "over SSH, the remote computer's microphone is used: run Viva on your own",
}
"""Variables worth a look whenever they are set, and why."""

PLAIN = (
    *("VIVA_HOME", "NO_COLOR", "COLORTERM", "TZ", "LANG", "LC_ALL", "BROWSER"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"),
    *("PULSE_SERVER", "PULSE_SOURCE", "PIPEWIRE_REMOTE", "ALSA_CONFIG_PATH", "JACK_DEFAULT_SERVER"),
    *("HF_HOME", "HF_TOKEN", "HTTP_PROXY", "HTTPS_PROXY", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONUTF8", "PYTHONIOENCODING", "LD_PRELOAD"),
    *("LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    *("CT2_FORCE_CPU_ISA", "CT2_USE_EXPERIMENTAL_PACKED_GEMM", "CUDA_VISIBLE_DEVICES"),
)
"""Variables that change what Viva does, often on purpose; only their names are shown."""


def from_checklist(
    test: ChecklistTest, otherwise: CheckState
) -> Callable[[Surroundings], CheckFinding]:
    """Turn one of the checklists' tests into a check; ``otherwise`` is its state on failure."""

    def run(surroundings: Surroundings) -> CheckFinding:
        finding = machine.QUICK[test](surroundings.machine)
        if finding.good:
            return ok(finding.value, finding.advice)
        return CheckFinding(
            otherwise if finding.good is False else "warn", finding.value, finding.advice
        )

    return run


def system(
    surroundings: Surroundings,
    distribution: str | None = None,
    memory: tuple[int | None, int | None] | None = None,
    release: str | None = None,
) -> CheckFinding:
    """Describe this computer; ``memory`` is total and free memory in bytes."""
    whole, free = memory or (_memory(), free_memory())
    release = release or platform.release()
    parts = [distribution or _distribution(), release, platform.machine()]
    parts.append(f"{os.cpu_count() or 1} cores")
    if whole:
        parts.append(f"{whole / 1e9:.1f} GB memory" + (f", {free / 1e9:.1f} free" if free else ""))
    if "microsoft" in release.lower():
        parts.append("WSL")
    said = ", ".join(filter(None, parts))
    if free is not None and free < LITTLE_MEMORY:
        return warn(said, "Memory is low: close other programs before you practice.")
    return ok(said)


def terminal(surroundings: Surroundings) -> CheckFinding:
    """Check whether the screens can be drawn here."""
    here, environment = surroundings.terminal, surroundings.environment
    term = environment.get("TERM", "") or "not set"
    if here.size is None:
        return ok(f"none (output goes to a file or pipe), TERM {term}")
    columns, lines = here.size
    unicode = here.encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig")
    parts = [f"{columns}x{lines}", f"TERM {term}", colors(environment)]
    parts.append("Unicode" if unicode else f"{here.encoding or 'unknown'} letters")
    parts += [name for name, key in (("tmux", "TMUX"), ("screen", "STY")) if environment.get(key)]
    said = ", ".join(parts)
    if term == "dumb":
        return bad(said, "TERM says this terminal can't draw screens; open Viva in another one.")
    if not unicode and os.name == "posix":
        return warn(said, "Symbols may look wrong: run `export LANG=C.UTF-8`, then reopen Viva.")
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        return warn(said, "Make the window larger: at least {}x{}.".format(*SMALLEST))
    return ok(said)


def colors(environment: Mapping[str, str]) -> str:
    """Describe how many colors the terminal's variables promise."""
    if environment.get("NO_COLOR"):
        return "no colors (NO_COLOR)"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or os.name == "nt":
        return "16 million colors"
    return "256 colors" if "256" in environment.get("TERM", "") else "16 colors"


def environment(surroundings: Surroundings) -> CheckFinding:
    """Name the variables that change what Viva does, never their values."""
    there = surroundings.environment
    lower = {"http_proxy": "HTTP_PROXY", "https_proxy": "HTTPS_PROXY"}
    named = {lower.get(name, name) for name, value in there.items() if value}
    known = [name for name in (*EXPLAINED, *PLAIN) if name in named]
    said = ", ".join(known) if known else "nothing that affects Viva"
    why = [why for name, why in EXPLAINED.items() if name in named]
    return warn(said, _sentences(why)) if why else ok(said)


def browser(
    surroundings: Surroundings, find: Callable[[], str | None] | None = None
) -> CheckFinding:
    """Check whether a saved page can be opened automatically."""
    name = (find or _browser)()
    if name is None:
        return warn("none", "You can still save pages; open them in any browser.")
    return ok(name)


def _browser() -> str | None:
    import webbrowser

    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return None
    return str(getattr(found, "basename", "") or type(found).__name__)


def _distribution() -> str:
    if platform.system() == "Linux":
        try:
            return f"Linux: {platform.freedesktop_os_release().get('PRETTY_NAME', 'unknown')}"
        except OSError:
            return "Linux"
    if platform.system() == "Darwin":
        return f"macOS {platform.mac_ver()[0]}"
    return f"{platform.system()} {platform.version()}"


def _memory() -> int | None:
    """Return the total memory in bytes; ``None`` if the system doesn't report it."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _sentences(parts: list[str]) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
