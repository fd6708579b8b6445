"""One line on the first screen: that there is no speech model yet, or its download progress."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from recorder.messages import DownloadProgressed
from recorder.services import Services

NO_MODEL = "No speech model: no transcript and no scores. Get one in the settings (s)."


class ModelLine(Static):
    """Shown only when there is something to say."""

    def __init__(self, services: Services) -> None:
        super().__init__(id="model")
        self._services = services

    def on_mount(self) -> None:
        """Follow the download."""
        self._unlisten = self._services.downloads.listen(
            lambda download: self.post_message(DownloadProgressed(download))
        )
        self.show_state()

    def on_unmount(self) -> None:
        """Stop following the download."""
        self._unlisten()

    def on_download_progressed(self, event: DownloadProgressed) -> None:
        """Show the progress."""
        event.stop()
        self.show_state()

    async def on_click(self) -> None:
        """Go to the settings, where the person can get a model."""
        await self.run_action("screen.go('settings')")

    def show_state(self) -> None:
        """Show the current state."""
        download = self._services.downloads.current
        text = "" if self._services.model() else NO_MODEL
        if download is not None and download.state == "running":
            text = f"Downloading {download.name}: {download.share:.0%}, {download.arrived}"
        self.update(Content(text))
        self.set_class(bool(text), "-shown")
