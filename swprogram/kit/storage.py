"""Where files of people lie: a file is there as a whole, or not at all."""

import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

UNFINISHED = ".part"


class WholeFileStorage(FileSystemStorage):
    """Writes aside and moves: a full disk leaves no half of a file that would keep it full."""

    def _save(self, name, content):
        os.replace(self._write_aside(name, content), self.path(name))
        return name

    def _write_aside(self, name, content):
        aside = f"{name}.{uuid4().hex}{UNFINISHED}"
        try:
            return self.path(super()._save(aside, content))
        except BaseException:
            Path(self.path(aside)).unlink(missing_ok=True)
            raise
