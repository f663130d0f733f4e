"""A job for the test of the worker: it takes a minute the first time, and tells by files how far it is."""

import time
from pathlib import Path

from django_tasks import task


@task()
def work_slowly(folder):
    begun = Path(folder) / "begun"
    if not begun.exists():
        begun.touch()
        time.sleep(60)
    (Path(folder) / "done").touch()
