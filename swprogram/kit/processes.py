"""Processes that belong together end together."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def end_with_parent(parent, by=signal.SIGKILL):
    """However the process `parent` ends, this one is told to end by that signal (Linux alone knows how)."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
    except (AttributeError, OSError):
        return
    if os.getppid() != parent:
        os._exit(1)  # the parent ended before it was said
