"""The two programs of the portal live and end together; real processes, real signals."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

pytestmark = pytest.mark.sqlite  # no test of the database
STARTS_WITHIN = ENDS_WITHIN = 40  # seconds


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until(holds, seconds=STARTS_WITHIN):
    last_moment = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last_moment
        time.sleep(0.2)


def hear_all_signals():
    """Tests that were started by nohup would hand down that SIGHUP is passed over."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Portal:
    """bin/serve.py on a port and in a folder of its own."""

    def __init__(self, folder):
        self.port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        place = {"HOST": "127.0.0.1", "PORT": str(self.port), "DATA_DIR": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, "bin/serve.py"], cwd=settings.BASE_DIR, env=kept | place,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=hear_all_signals,
        )  # fmt: skip

    def answers(self):
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/static/css/tokens.css", timeout=5) as response:
                return response.status == 200
        except OSError:
            return False

    def children(self):
        """The processes below it: {number: command}."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(one): Path(f"/proc/{one}/cmdline").read_bytes().decode() for one in found}


@pytest.fixture
def portal(tmp_path):
    portal = Portal(tmp_path)
    yield portal
    portal.process.kill()
    portal.process.wait()


def test_a_program_that_was_killed_is_started_again(portal):
    wait_until(lambda: portal.answers() and len(portal.children()) == 2)
    killed = list(portal.children())
    for number in killed:
        os.kill(number, signal.SIGKILL)
    wait_until(lambda: len(portal.children()) == 2 and not portal.children().keys() & set(killed))
    wait_until(portal.answers)


@pytest.mark.parametrize("by", (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP))
def test_however_it_ends_nobody_holds_the_port(portal, by):
    wait_until(portal.answers)
    children = portal.children()
    assert len(children) == 2
    portal.process.send_signal(by)
    portal.process.wait(timeout=ENDS_WITHIN)
    wait_until(lambda: not any(Path(f"/proc/{number}").exists() for number in children))
    assert not portal.answers()
