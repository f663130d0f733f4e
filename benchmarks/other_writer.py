"""Somebody who saves something small ten times a second while an import works: how long each waits.

python -m benchmarks.other_writer, until its input ends; prints {"p95": seconds, "max": seconds, "failed": n}.
"""

import json
import sys
from threading import Event, Thread
from time import perf_counter


def main():
    from django.contrib.auth import get_user_model
    from django.db import OperationalError
    from django.utils import timezone

    ended, waits, failed = Event(), [], 0
    Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    users = get_user_model().objects.filter(username="tinh")
    while not ended.wait(0.1):
        start = perf_counter()
        try:
            users.update(last_login=timezone.now())
        except OperationalError:
            failed += 1
        waits.append(perf_counter() - start)
    waits.sort()
    print(json.dumps({"p95": waits[len(waits) * 95 // 100], "max": waits[-1], "failed": failed}))


if __name__ == "__main__":
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "swprogram.settings"
    django.setup()
    main()
