"""How bin/run serves the portal: two processes of four threads, loaded once.

Static files are served by the portal itself (WhiteNoise), so nothing else has to run.
"""

import os

bind = f"{os.environ['HOST']}:{os.environ['PORT']}"
workers = 2
threads = 4
preload_app = True
timeout = 120  # a long annex takes up to 40 seconds of PDF layout
loglevel = "warning"
control_socket_disable = True


def when_ready(server):
    """The port is open: only now may the address be shown."""
    print(f"\n{os.environ['PORTAL_GREETING']}", flush=True)


def on_exit(server):
    print("\nThe portal has stopped.", flush=True)
