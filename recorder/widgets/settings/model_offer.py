"""Offers a speech model: the best one for this computer, its size, and its download.

The services own the download (`recorder.models.download`), so it continues when the screen closes.
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
from recorder.widgets.sentences import Sentences

LINE = 20.0
"""Megabits per second of a typical internet connection, to estimate download times."""

LOOK = 1.0
"""Seconds between looks for a model that another command has installed."""

WHY = (
    "A speech model transcribes your answers on this computer. Without one, Viva shows length, "
    "pauses, and level, but no words and no scores."
)
COSTS = (
    "{name}: one download of {size} ({time} on a typical connection). Your answers stay on "
    "this computer, and you won't need the internet after that."
)
NO_NETWORK = "No internet? `viva model add PATH` installs one from a USB drive."
IN_BACKGROUND = "You can keep using Viva. It will use the model as soon as it's installed."


class ModelOffer(Vertical):
    """Shows what is installed, and downloads or measures on request."""

    class Measured(Message):
        """A measurement made progress, or ended with advice or a problem."""

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
        self._drawn: tuple[Model | None, set[str]] = (None, set())

    def compose(self) -> ComposeResult:
        """Lay out the offer, the buttons, and the progress."""
        yield Static(id="offer")
        with Horizontal(id="offer-buttons"):
            yield Button("Download", id="download", compact=True)
            yield Button("Measure", id="measure", compact=True)
        yield ProgressBar(total=1.0, show_eta=False)
        yield Sentences(id="offer-said")

    def on_mount(self) -> None:
        """Follow the download, including one started elsewhere."""
        self._unlisten = self._services.downloads.listen(
            lambda download: self.post_message(DownloadProgressed(download))
        )
        self._draw()
        self.set_interval(LOOK, self._look)

    def on_unmount(self) -> None:
        """Stop following the download; it continues."""
        self._unlisten()

    @property
    def can_download(self) -> bool:
        """Whether there is something to download, or a download to cancel."""
        waits = self._wanted.name not in self._installed()
        return not self._measuring and (self._services.downloads.running or waits)

    @property
    def can_measure(self) -> bool:
        """Whether this computer can be measured now, or a measurement canceled."""
        return not self._services.downloads.running

    # Downloading

    @on(Button.Pressed, "#download")
    def toggle_download(self) -> None:
        """Start the download, or cancel it."""
        downloads = self._services.downloads
        if downloads.running:
            downloads.cancel()
        elif self._wanted.name not in self._installed():
            self._said = ""
            downloads.start(self._wanted.name)

    def on_download_progressed(self, event: DownloadProgressed) -> None:
        """Show the progress."""
        event.stop()
        self._draw()

    # Measuring

    @on(Button.Pressed, "#measure")
    def toggle_measuring(self) -> None:
        """Measure this computer, or cancel the measurement."""
        if self._measuring:
            self.workers.cancel_group(self, "measuring")
        elif self.can_measure:
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
            problem = f"The measurement can't start: {error.strerror or error}."
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

    def _installed(self) -> set[str]:
        return {model.name for model in installed(self._services.locations.models)}

    def _look(self) -> None:
        """Show a model that was installed or removed elsewhere, such as by `viva model add`."""
        if (self._services.model(), self._installed()) != self._drawn:
            self._draw()

    def _draw(self) -> None:
        download = self._services.downloads.current
        running = download is not None and download.state == "running"
        there = self._services.model()
        self._drawn = there, self._installed()
        idle = not running and not self._measuring
        get, look = self.query_one("#download", Button), self.query_one("#measure", Button)
        get.label = _get_label(download, self._wanted)
        get.display = self.can_download
        look.label = "Cancel (m)" if self._measuring else "Find the best model (m)"
        look.display = self.can_measure
        for button in (get, look):  # their widths go with their labels
            button.refresh(layout=True)
        self.bar.display = not idle
        if running and download is not None:
            self.bar.update(progress=download.share)
        self.query_one("#offer", Static).update(Content(self._offer(there)))
        self.query_one("#offer-said", Static).update(Content(plain(self._news(download))))
        self.refresh_bindings()

    def _offer(self, there: Model | None) -> str:
        """Return what is installed, and what else is available."""
        lines = [WHY]
        if there is not None:
            lines = [f"✓ {plain(there.name)} is installed and transcribes your answers."]
        if self._wanted.name not in self._installed():
            lines.append(costs(self._wanted))
        return "\n".join(lines)

    def _news(self, download: Download | None) -> str:
        if self._measuring:
            return "Measuring this computer. This takes about half a minute …"
        if self._said or download is None:
            return self._said or ("" if self._services.model() else NO_NETWORK)
        match download.state:
            case "running":
                return f"Downloading {download.name}: {download.arrived}. {IN_BACKGROUND}"
            case "failed":
                return f"! {download.problem}"
            case "cancelled":
                return "Canceled. The next download will pick up where this one stopped."
            case "done":
                return f"✓ {download.name} is installed."


def offered(advice: Advice | None) -> KnownModel:
    """Return the model to offer: the one measured to work best here, or the usual one."""
    name = RECOMMENDED
    if advice is not None and advice.here:
        fitting = [model for model in advice.models if model.fits] or list(advice.models)
        name = advice.recommended or min(fitting, key=lambda model: model.work).name
    found = known(name) or known(RECOMMENDED)
    assert found is not None
    return found


def costs(model: KnownModel) -> str:
    """Describe a download: megabytes and minutes."""
    minutes = model.megabytes * 8 / LINE / 60
    time = "about a minute" if minutes < 1.5 else f"about {minutes:.0f} minutes"
    return COSTS.format(name=model.name, size=model.download_size, time=time)


def suits(advice: Advice) -> str:
    """Describe what a measurement found."""
    if advice.recommended is None:
        return "No model can keep up with your speech here. Reports take longer; that's all."
    return f"{advice.recommended} can keep up with your speech on this computer."


def _get_label(download: Download | None, wanted: KnownModel) -> str:
    if download is not None and download.state == "running":
        return "Cancel the download (d)"
    if download is not None and download.state == "failed":
        return "Try again (d)"
    return f"Download {wanted.name} (d)"
