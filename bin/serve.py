"""Keeps the two programs of the portal going: the pages, and the jobs beside them (large workbooks).

Started by bin/run, in the project's folder. One that ends is started again; when this one ends, by Ctrl-C or
by any signal, they end too, so that nobody holds the port.
"""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from swprogram.kit.processes import end_with_parent

PAGES = ("-m", "gunicorn", "--config", "bin/gunicorn.conf.py", "swprogram.wsgi")
JOBS = ("manage.py", "run_jobs", "--skip-checks")
NAMES = {PAGES: "program that shows the pages", JOBS: "worker for large workbooks"}
LOOK_EVERY = 0.5  # seconds
FAILS_AT_ONCE = 10
PAUSES = (1, 2, 5, 10, 30)
TIME_TO_END = 35  # the pages finish what they have begun


class Program:
    """One of the two: started, looked after, ended."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.failures = 0
        self.rests_until = 0
        self.start()

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments],
            preexec_fn=partial(end_with_parent, os.getpid(), signal.SIGTERM),
        )

    def look_after(self):
        """Start it again some time after it ended; the more often it fails at once, the later."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.failures = self.failures + 1 if now - self.started_at < FAILS_AT_ONCE else 0
            pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
            print(f"The {NAMES[self.arguments]} has ended; it starts again in {pause} s.", file=sys.stderr)
            self.process, self.rests_until = None, now + pause
        if self.process is None and now >= self.rests_until:
            self.start()

    def end(self):
        if self.process is not None:
            self.process.terminate()

    def wait(self, until):
        if self.process is None:
            return
        try:
            self.process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()


def main():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, for one
            signal.signal(number, lambda *_: sys.exit(0))
    programs = [Program(PAGES), Program(JOBS)]
    try:
        look_after(*programs)
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end(programs)


def look_after(pages, jobs):
    """For ever, unless the pages cannot even begin: the reason stands above, and nothing would change."""
    while True:
        time.sleep(LOOK_EVERY)
        if "PORTAL_GREETING" in os.environ and time.monotonic() - pages.started_at > FAILS_AT_ONCE:
            del os.environ["PORTAL_GREETING"]  # it has been shown
        if "PORTAL_GREETING" in os.environ and pages.process.poll() is not None:
            sys.exit(pages.process.returncode)
        pages.look_after()
        jobs.look_after()


def end(programs):
    until = time.monotonic() + TIME_TO_END
    for program in programs:
        program.end()
    for program in programs:
        program.wait(until)


if __name__ == "__main__":
    main()
