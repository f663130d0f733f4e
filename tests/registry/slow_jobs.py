"""Jobs for the tests of the worker. They tell by files what they do."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def work_slowly(folder):
    """Takes a minute the first time."""
    begun = Path(folder) / "begun"
    if not begun.exists():
        begun.touch()
        time.sleep(60)
    (Path(folder) / "done").touch()


@task()
def write_line(folder, number):
    with (Path(folder) / "lines").open("a") as file:
        file.write(f"{number}\n")
    time.sleep(0.2)


@task()
def crash(folder):
    """Ends its process, as a lack of memory would."""
    with (Path(folder) / "crashes").open("a") as file:
        file.write("crash\n")
    os._exit(9)


@task()
def never_end(folder):
    time.sleep(600)
