"""PortAudio, the microphones, and whether one of them picks up sound."""

from __future__ import annotations

import math
import threading
import time
from array import array
from queue import Empty, SimpleQueue

from recorder.checks.sound_check import STALLED
from recorder.doctor.installation import CheckCanceled
from recorder.doctor.private import without_names
from recorder.doctor.result import CheckFinding, bad, ok, warn
from recorder.doctor.surroundings import Surroundings
from recorder.microphone.default_source import default_source_note
from recorder.microphone.devices import Device, DeviceListError, no_microphone
from recorder.microphone.types import Microphone, MicrophoneError, Stream
from recorder.recording.level import FAINT_DB, measure, sentence
from recorder.recording.take import FIRST_BLOCK_WITHIN

HEARD = 3.0
"""Seconds the microphone test listens for."""

SPEAK = "Say a sentence now"
LOOK = 0.05


def microphones(surroundings: Surroundings) -> CheckFinding:
    """Ask PortAudio for the devices, in a child process that may hang."""
    try:
        system = surroundings.sound()
    except DeviceListError as error:
        said = str(error) if surroundings.names else without_names(str(error))
        return bad("can't be listed", said)
    about = "; ".join(
        part
        for part in (
            (system.version or "").split(",")[0],
            f"host APIs: {', '.join(system.host_apis)}" if system.host_apis else "",
        )
        if part
    )
    if not system.devices:
        return bad("none" + (f"; {about}" if about else ""), no_microphone())
    listed = ", ".join(_described(device, surroundings.names) for device in system.devices)
    said = f"{len(system.devices)}: {listed}" + (f"; {about}" if about else "")
    remembered = surroundings.choice.microphone
    if remembered and remembered not in {device.label for device in system.devices}:
        return warn(
            said,
            "The microphone you chose in settings isn't connected, so the default one is used: "
            "plug it in, or choose another (s, then microphone).",
        )
    if not remembered and (wrong := default_source_note()):
        return warn(said, wrong)
    chosen = _used(system.devices, remembered)
    if chosen is not None and chosen.note:
        return warn(
            said,
            "The microphone in use seems to be a wireless headset, which records at phone quality "
            "and starts late. The computer's own microphone is often better.",
        )
    return ok(said)


def microphone_test(surroundings: Surroundings) -> CheckFinding:
    """Open the microphone and listen for a few seconds while the person speaks; save nothing."""
    names = [surroundings.choice.microphone or ""]
    try:
        microphone = surroundings.choose_microphone()
        microphone.prepare()
        names.append(microphone.name)
        return _verdict(MicrophoneListener(microphone, surroundings))
    except MicrophoneError as error:
        problem = error.problem
        said = problem if surroundings.names else without_names(problem, *names)
        return bad("can't be used", said)


def _described(device: Device, names: bool) -> str:
    what = device.label if names else device.host_api
    return f"{'*' if device.default else ''}{what} {device.sample_rate} Hz"


def _used(devices: tuple[Device, ...], remembered: str | None) -> Device | None:
    for device in devices:
        if device.label == remembered if remembered else device.default:
            return device
    return None


class MicrophoneListener:
    """Listens to a microphone; ``peak_db`` is the loudest peak, −inf for digital silence.

    ``MicrophoneError`` if it gives no sound, ``CheckCanceled`` if no one is waiting anymore.
    """

    def __init__(self, microphone: Microphone, surroundings: Surroundings) -> None:
        self.peak_db = -math.inf
        self.seconds = 0.0
        self.lost = 0
        self._blocks: SimpleQueue[tuple[bytes, bool]] = SimpleQueue()
        ended = threading.Event()
        stream = microphone.open(lambda data, lost: self._blocks.put((data, lost)), ended.set)
        self.sample_rate, self.channels = stream.sample_rate, stream.channels
        try:
            stream.start()
            self._listen(stream, surroundings, ended)
        finally:
            stream.close()
        self.stopped_early = stream.endless and self.seconds < HEARD

    def _listen(self, stream: Stream, surroundings: Surroundings, ended: threading.Event) -> None:
        heard_at = time.monotonic()
        while self.seconds < HEARD:
            if not surroundings.wanted():
                raise CheckCanceled
            surroundings.notify(SPEAK, self.seconds / HEARD)
            try:
                data, lost = self._blocks.get(timeout=LOOK)
            except Empty:
                if ended.is_set() or time.monotonic() - heard_at > FIRST_BLOCK_WITHIN:
                    break
                continue
            heard_at = time.monotonic()
            self.lost += lost
            self.seconds += len(data) / (2 * stream.channels * stream.sample_rate)
            self.peak_db = max(self.peak_db, measure(array("h", data)).peak_db)
        if not self.seconds:
            raise MicrophoneError(STALLED)


def _verdict(listener: MicrophoneListener) -> CheckFinding:
    channels = "1 channel" if listener.channels == 1 else f"{listener.channels} channels"
    shape = f"{listener.sample_rate} Hz, {channels}, {listener.seconds:.1f} s recorded"
    if not math.isfinite(listener.peak_db):
        return bad(f"opens but gives digital silence ({shape})", sentence("silent"))
    said = f"{shape}, loudest {listener.peak_db:.0f} dB".replace("-", "−")
    if listener.stopped_early:
        return bad(f"stopped partway through ({said})", STALLED)
    if listener.lost:
        advice = "Some audio was lost: close other programs, and try another port or microphone."
        return warn(f"{said}, audio lost {listener.lost} times", advice)
    if listener.peak_db < FAINT_DB:
        return warn(said, sentence("faint"))
    return ok(said)
