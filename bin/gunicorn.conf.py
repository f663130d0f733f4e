"""How bin/run serves the portal: two processes of four threads, loaded once.

Static files are served by the portal itself (WhiteNoise), so nothing else has to run.
"""

import os
import signal

from swprogram.kit.processes import end_with_parent

bind = f"{os.environ['HOST']}:{os.environ['PORT']}"
workers = 2
threads = 4
preload_app = True
timeout = 120  # a long annex takes up to 40 seconds of PDF layout
loglevel = "warning"
control_socket_disable = True


def when_ready(server):
    """The port is open: only now may the address be shown."""
    if greeting := os.environ.get("PORTAL_GREETING"):
        print(f"\n{greeting}", flush=True)


def post_fork(server, worker):
    end_with_parent(server.pid, signal.SIGTERM)


def on_exit(server):
    print("\nThe portal has stopped.", flush=True)
