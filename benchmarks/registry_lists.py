"""How long the list of people takes with 500 and with 50,000 of them: python -m benchmarks.registry_lists

Warm medians in milliseconds, through Django's test client, as three officers ask for the pages. The goal: at
most 1.5 times as long.
"""

import json
import sys
from statistics import median
from time import perf_counter

from benchmarks.databases import helper, scratch_databases, start_django, tell_planner

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
    """Print the pages of one database at both sizes; returns the worst ratio.

    The two sizes are asked in turn, so that whatever else the machine does slows both.
    """
    small, large = (make(f"people{size}") for size in SIZES)
    with (
        helper(__spec__.name, small, SIZES[0]) as ask_small,
        helper(__spec__.name, large, SIZES[1]) as ask_large,
    ):
        pages = ask_small("pages")
        ask_large("pages")
        print(f"\n{engine:<12}{'page':<38}{SIZES[0]:>8} {SIZES[1]:>8}   ratio")
        return max(_compare_page(page, ask_small, ask_large) for page in pages)


def _compare_page(page, *asked):
    for ask in asked:
        ask(page)  # warm
    rounds = [[ask(page) for ask in asked] for _each in range(ROUNDS)]
    small, large = (median(times) for times in zip(*rounds, strict=True))
    print(f"{'':<12}{page:<38}{small:>8.1f} {large:>8.1f}   {large / small:5.2f}", flush=True)
    return large / small


# --- In the process of one database and one size -----------------------------------------------


def answer(size):
    """Build the world; then for every line with the name of a page its milliseconds, or all their names."""
    from benchmarks.people import make_people, make_units

    communes, officers = make_units()
    make_people(size, communes)
    tell_planner()
    pages = {
        f"{name}, {who}": (signed_in(officer), query)
        for who, officer in officers.items()
        for name, query in queries(officer, communes[0]).items()
    }
    for line in map(str.strip, sys.stdin):
        print(json.dumps(list(pages) if line == "pages" else milliseconds(*pages[line])), flush=True)


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


def signed_in(officer):
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def milliseconds(client, query):
    from django.urls import reverse

    start = perf_counter()
    response = client.get(reverse("worker_list"), query)
    taken = (perf_counter() - start) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{query}: {response.status_code}")
    return taken


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start_django()
        answer(int(sys.argv[1]))
    else:
        main()
