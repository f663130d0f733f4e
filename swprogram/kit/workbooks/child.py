"""The process that reads a file for the portal (swprogram.kit.spreadsheet): started, bounded, listened to.

Whatever becomes of it, the portal goes on: a process that takes too much memory or time is ended, and one
that dies says nothing of its file but that it could not be read. It knows no database and no settings.
"""

import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Timer

from swprogram.kit.spreadsheet.limits import DAMAGED, MEGABYTE, TOO_MUCH, Refused

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 512 * MEGABYTE
WAITS = 3  # times the seconds of work, on a machine that has others to do
KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH")
ENDED_FOR_TOO_MUCH = {-9, -24}  # SIGKILL by the clock below, SIGXCPU by the system

logger = logging.getLogger(__name__)


def answers_about(data, limits):
    """What the process says of the file, one answer after the other; Refused where it is not read."""
    bounds = {"memory": MEMORY, "processor": limits.seconds}
    process = start(["-m", "swprogram.kit.spreadsheet", json.dumps(bounds), json.dumps(asdict(limits))])
    timer = Timer(WAITS * limits.seconds, process.kill)
    timer.start()
    try:
        _hand_over(process, data)
        yield from _answers(process)
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close()
        process.wait()


def start(arguments):
    """A Python of its own, in the folder of the portal, without its packages, settings and secrets."""
    return subprocess.Popen(  # noqa: S603 - our own module, and nothing of the file's on the command line
        [sys.executable, "-S", "-E", *arguments],
        cwd=ROOT,
        env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _hand_over(process, data):
    """The process takes the whole file before it says anything, so that neither waits for the other."""
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        logger.warning("The process that reads a workbook ended before it had the file.")


def _answers(process):
    for line in process.stdout:
        if not line.endswith(b"\n"):
            break  # it was ended while it spoke
        kind, *parts = json.loads(line)
        if kind == "done":
            return
        if kind == "refused":
            raise Refused(parts[0], **parts[1])
        yield kind, parts
    code = process.wait()
    logger.warning("The process that reads a workbook ended with %s.", code)
    raise Refused(TOO_MUCH if code in ENDED_FOR_TOO_MUCH else DAMAGED)
