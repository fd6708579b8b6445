"""Every path that Viva uses; the one place that knows where a person's files are.

``VIVA_HOME`` puts config, database, recordings, models, and logs in one folder (for tests and
portable use); otherwise each goes in the system's usual place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CODE = Path(__file__).parents[2]
"""The folder of the packages: child processes start there, so that they run this same code."""

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Locations:
    """Folders for settings, data (database, recordings, models), and logs.

    ``documents`` is where a person looks for their own files; ``None``: next to the data.
    """

    config: Path
    data: Path
    state: Path
    documents: Path | None = None

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def profile(self) -> Path:
        """What the person has said about themselves."""
        return self.config / "profile.toml"

    @property
    def ticks(self) -> Path:
        """What is checked off on the checklists."""
        return self.data / "checklists.toml"

    @property
    def database(self) -> Path:
        """The store's database."""
        return self.data / "viva.db"

    @property
    def recordings(self) -> Path:
        """The folder of the recordings."""
        return self.data / "recordings"

    @property
    def backups(self) -> Path:
        """The folder of the daily backups of the database (`sessions.backup.backups`)."""
        return self.data / "backups"

    @property
    def models(self) -> Path:
        """The folder of the installed speech models."""
        return self.data / "models"

    @property
    def reports(self) -> Path:
        """The folder of reports saved as pages; created with the first one."""
        return self.documents / "Viva" if self.documents else self.data / "reports"

    @property
    def log(self) -> Path:
        """The log file: what PortAudio and the analysis child print."""
        return self.state / "viva.log"

    @property
    def open_lock(self) -> Path:
        """The file whose lock the open screens hold, so that a second Viva can say so."""
        return self.state / "open.lock"

    @property
    def crashes(self) -> Path:
        """The folder of crash reports; created with the first one."""
        return self.state / "crashes"

    def prepare(self) -> None:
        """Create the folders, readable only by their owner whatever the umask."""
        for folder in (self.config, self.data, self.state, self.recordings, self.models):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(PRIVATE_FOLDER)


def locate(environment: Mapping[str, str] = os.environ) -> Locations:
    """Find the person's folders; creates none."""
    if home := environment.get("VIVA_HOME"):
        root = Path(home).expanduser().absolute()
        return Locations(root, root, root / "log")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("viva", appauthor=False)
    return Locations(
        dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_documents_path
    )
