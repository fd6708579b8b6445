"""Offers a speech model: which suits, what it costs, and its download with progress and cancel.

The download is the services' own (`recorder.models.download`): it goes on when the screen is left.
"""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from analysis.models.known import RECOMMENDED, KnownModel, Model, installed, known
from recorder.display_text import plain
from recorder.messages import DownloadProgressed
from recorder.models.advice import Advice, MeasurementFailed, last, measure
from recorder.models.download import Download
from recorder.services import Services

LINE = 20.0
"""Megabits a second of an ordinary internet connection, for the time a download takes."""

WHY = (
    "A speech model writes down your words on this computer; without one, scores come from the "
    "sound."
)
COSTS = (
    "{name}: {megabytes} MB, once ({time} on an ordinary connection). Nothing of yours is sent; "
    "later no internet is needed."
)
NO_NETWORK = "Without internet: `viva model add PATH` takes one from a USB stick."
GOES_ON = "You can go on meanwhile; it will be used as soon as it is there."


class ModelOffer(Vertical):
    """Says what there is, and fetches or measures when asked."""

    class Measured(Message):
        """There is news of a measurement: the share done, or what came of it."""

        def __init__(self, share: float, advice: Advice | None = None, problem: str = "") -> None:
            super().__init__()
            self.share = share
            self.advice = advice
            self.problem = problem

    bar = getters.query_one(ProgressBar)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._measuring = False
        self._said = ""
        self._wanted = offered(last(services.locations))

    def compose(self) -> ComposeResult:
        """What there is, what can be done, how far it is."""
        yield Static(id="offer")
        with Horizontal(id="offer-buttons"):
            yield Button("Download", id="download", compact=True)
            yield Button("Measure", id="measure", compact=True)
        yield ProgressBar(total=1.0, show_eta=False)
        yield Static(id="offer-said")

    def on_mount(self) -> None:
        """Follow the download, also one that was begun elsewhere."""
        self._unlisten = self._services.downloads.listen(
            lambda download: self.post_message(DownloadProgressed(download))
        )
        self._draw()

    def on_unmount(self) -> None:
        """Follow it no more; it goes on."""
        self._unlisten()

    # Downloading

    @on(Button.Pressed, "#download")
    def toggle_download(self) -> None:
        """Begin the download, or cancel it."""
        downloads = self._services.downloads
        if downloads.running:
            downloads.cancel()
        elif self._wanted.name not in self._there():
            self._said = ""
            downloads.start(self._wanted.name)

    def on_download_progressed(self, event: DownloadProgressed) -> None:
        """Show how far it is."""
        event.stop()
        self._draw()

    # Measuring

    @on(Button.Pressed, "#measure")
    def toggle_measuring(self) -> None:
        """Measure this computer, or cancel that."""
        if self._measuring:
            self.workers.cancel_group(self, "measuring")
        elif not self._services.downloads.running:
            self._said, self._measuring = "", True
            self.bar.update(progress=0)
            self._measure()
            self._draw()

    @work(exclusive=True, group="measuring")
    async def _measure(self) -> None:
        try:
            advice = await measure(
                self._services.locations, lambda share: self._post(self.Measured(share))
            )
        except MeasurementFailed as error:
            self._post(self.Measured(1.0, problem=str(error)))
        except OSError as error:
            problem = f"The measurement cannot be started: {error.strerror or error}."
            self._post(self.Measured(1.0, problem=problem))
        else:
            self._post(self.Measured(1.0, advice))
        finally:
            self._measuring = False
            if self.is_attached:
                self._draw()

    def _post(self, message: Measured) -> None:
        self.post_message(message)

    @on(Measured)
    def _measured(self, event: Measured) -> None:
        event.stop()
        self.bar.update(progress=event.share)
        if event.advice is not None:
            self._wanted = offered(event.advice)
            self._said = suits(event.advice)
        elif event.problem:
            self._said = f"! {event.problem}"
        self._draw()

    # What is shown

    def _there(self) -> set[str]:
        return {model.name for model in installed(self._services.locations.models)}

    def _draw(self) -> None:
        download = self._services.downloads.current
        running = download is not None and download.state == "running"
        there = self._services.model()
        idle = not running and not self._measuring
        get, look = self.query_one("#download", Button), self.query_one("#measure", Button)
        get.label = _get_label(download, self._wanted)
        get.display = not self._measuring and (running or self._wanted.name not in self._there())
        look.label = "Cancel (m)" if self._measuring else "Which suits this computer? (m)"
        look.display = not running
        for button in (get, look):  # their widths go with their labels
            button.refresh(layout=True)
        self.bar.display = not idle
        if running and download is not None:
            self.bar.update(progress=download.share)
        self.query_one("#offer", Static).update(Content(self._offer(there)))
        self.query_one("#offer-said", Static).update(Content(plain(self._news(download))))

    def _offer(self, there: Model | None) -> str:
        """Say what there is, and what else can be had."""
        lines = [WHY]
        if there is not None:
            lines = [f"✓ {plain(there.name)} is installed and writes your words down."]
        if self._wanted.name not in self._there():
            lines.append(costs(self._wanted))
        return "\n".join(lines)

    def _news(self, download: Download | None) -> str:
        if self._measuring:
            return "Measuring this computer; about half a minute …"
        if self._said or download is None:
            return self._said or ("" if self._services.model() else NO_NETWORK)
        match download.state:
            case "running":
                return f"{download.name} is being downloaded: {download.arrived}. {GOES_ON}"
            case "failed":
                return f"! {download.problem}"
            case "cancelled":
                return "Cancelled. What has arrived is kept: the next download goes on from there."
            case "done":
                return f"✓ {download.name} is installed."


def offered(advice: Advice | None) -> KnownModel:
    """Give the model to offer: the one that was found to suit, else the usual one."""
    name = RECOMMENDED
    if advice is not None and advice.here:
        fitting = [model for model in advice.models if model.fits] or list(advice.models)
        name = advice.recommended or min(fitting, key=lambda model: model.work).name
    found = known(name) or known(RECOMMENDED)
    assert found is not None
    return found


def costs(model: KnownModel) -> str:
    """Say what a download costs: megabytes and minutes."""
    minutes = model.megabytes * 8 / LINE / 60
    time = "about a minute" if minutes < 1.5 else f"about {minutes:.0f} minutes"
    return COSTS.format(name=model.name, megabytes=model.megabytes, time=time)


def suits(advice: Advice) -> str:
    """Say what a measurement found."""
    if advice.recommended is None:
        return "No model keeps up with you here: reports take longer, and nothing else changes."
    return f"{advice.recommended} keeps up with you on this computer."


def _get_label(download: Download | None, wanted: KnownModel) -> str:
    if download is not None and download.state == "running":
        return "Cancel the download (d)"
    if download is not None and download.state == "failed":
        return "Try again (d)"
    return f"Download {wanted.name}, {wanted.megabytes} MB (d)"
