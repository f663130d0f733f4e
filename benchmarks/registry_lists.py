"""How long the list of people takes with 500 and with 50,000 of them: python -m benchmarks.registry_lists

The first line of each page is the goal: at most 1.5 times as long. Warm medians in milliseconds, through
Django's test client, as two officers ask for it.
"""

import json
import sys
from statistics import median
from time import perf_counter

from benchmarks.databases import measure, scratch_databases, start_django, tell_planner

SIZES = (500, 50_000)
ROUNDS = 15
GOAL = 1.5


def main():
    with scratch_databases() as databases:
        worst = {engine: compare(engine, make) for engine, make in databases.items()}
    for engine, ratio in worst.items():
        verdict = "reached" if ratio <= GOAL else "missed"
        print(f"{engine}: worst ratio of a list page {ratio:.2f} (goal {GOAL}: {verdict})")


def compare(engine, make):
    """Print the pages of one database at both sizes; returns the worst ratio."""
    small, large = (measure(__spec__.name, make(f"people{size}"), size) for size in SIZES)
    print(f"\n{engine:<12}{'page':<36}{SIZES[0]:>8} {SIZES[1]:>8}   ratio")
    ratios = []
    for page in small:
        ratios.append(large[page] / small[page])
        print(f"{'':<12}{page:<36}{small[page]:>8.1f} {large[page]:>8.1f}   {ratios[-1]:5.2f}")
    return max(ratios)


# --- In the process of one database and one size -----------------------------------------------


def measure_pages(size):
    from benchmarks.people import make_people, make_units

    communes, officers = make_units()
    make_people(size, communes)
    tell_planner()
    return {
        f"{name}, {who}": warm_median(officer, query)
        for who, officer in officers.items()
        for name, query in queries(officer, communes[0]).items()
    }


def queries(officer, commune):
    """The pages that are asked for: name of the page: its parameters."""
    from workforce.models import Worker

    visible = Worker.objects.visible_to(officer)
    return {
        "first page": {},
        "deep page": {"after": token_of(visible)},
        "one unit": {"unit": commune.pk},
        "name": {"q": "nguyen thi"},
        "two filters, newest first": {"kind": "collaborator", "qualification": "bachelor", "order": "newest"},
    }


def token_of(visible):
    """Of the page at four fifths of the list."""
    from swprogram.registry.paging import order_records, read_steps, write_token
    from workforce.models import Worker

    steps = read_steps(Worker, ("sort_key", "pk"))
    ordered = order_records(visible, steps)
    return write_token(ordered[visible.count() * 4 // 5], steps)


def warm_median(officer, query):
    """Milliseconds of a page that was asked for before."""
    from django.test import Client
    from django.urls import reverse

    client = Client(HTTP_HOST="localhost")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    times = []
    for _each in range(ROUNDS):
        start = perf_counter()
        response = client.get(reverse("worker_list"), query)
        times.append((perf_counter() - start) * 1000)
        if response.status_code != 200:
            raise RuntimeError(f"{query}: {response.status_code}")
    return median(times[3:])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start_django()
        print(json.dumps(measure_pages(int(sys.argv[1]))))
    else:
        main()
