"""How long a workbook of 20,000 people takes to come in: python -m benchmarks.registry_import

Seconds per step, each job done here as the background worker does it, and the processor's share of them (a
busy machine takes longer than that; PostgreSQL works beside it). Goal: less than 60 s from upload to saved.
Meanwhile somebody else writes (other_writer.py): the longest that they wait, and how often it failed.
"""

import json
import subprocess
import sys
from io import BytesIO
from time import perf_counter, process_time

from benchmarks.databases import measure, scratch_databases, start_django, tell_planner

ROWS = 20_000
GOAL = 60
STEPS_TO_SAVED = ("upload", "read and check", "save")


def main():
    with scratch_databases() as databases:
        for engine, make in databases.items():
            steps = measure(__spec__.name, make("import"), ROWS)
            print(f"\n{engine}, {ROWS} rows")
            waits = steps.pop("others")
            saved = [sum(times) for times in zip(*(steps[name] for name in STEPS_TO_SAVED), strict=True)]
            for name, (seconds, busy) in {**steps, "until it is saved": saved}.items():
                print(f"    {name:<20}{seconds:8.1f} s {busy:8.1f} s of the processor")
            print(f"    goal: saved in less than {GOAL} s")
            told = "    others wait: 95 % at most {p95:.2f} s, all at most {max:.2f} s; failed: {failed}"
            print(told.format(**waits), flush=True)


# --- In the process of one database ------------------------------------------------------------


def measure_steps(amount):
    from benchmarks.people import make_people, make_units
    from swprogram.registry.imports.tasks import read_import, save_import, undo_import
    from swprogram.registry.models import ImportRun
    from workforce.models import Worker

    communes, officers = make_units()
    make_people(500, communes)
    tell_planner()
    workbook = write_people(amount, communes, officers["province"])
    steps = {}

    def step(name, do):
        start, busy = perf_counter(), process_time()
        do()
        steps[name] = perf_counter() - start, process_time() - busy
        return ImportRun.objects.last()

    other = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.other_writer"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    run = step("upload", lambda: upload(workbook, officers["province"]))
    run = step("read and check", lambda: read_import.func(run.pk))
    require(run, "checked")
    run = step("save", lambda: ask_and_do("ask_to_save", save_import, run, seen=run.findings["fingerprint"]))
    require(run, "saved")
    if Worker.objects.count() != amount + 500:
        raise RuntimeError("not everybody was saved")
    run = step("undo", lambda: ask_and_do("ask_to_undo", undo_import, run))
    require(run, "undone")
    return steps | {"others": json.loads(other.communicate()[0].splitlines()[-1])}


def upload(workbook, officer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from swprogram.registry.imports.services import keep_upload
    from workforce.registries import WORKERS

    keep_upload(WORKERS, SimpleUploadedFile("nhan-luc.xlsx", workbook), by=officer)


def ask_and_do(verb, job, run, **seen):
    from swprogram.registry.imports import services

    getattr(services, verb)(run, **seen)
    job.func(run.pk)


def require(run, state):
    if run.state != state:
        raise RuntimeError(f"the import is {run.state}, not {state}: {json.dumps(run.findings)[:2000]}")


def write_people(amount, units, officer):
    """The bytes of a workbook with the portal's own headings: new people, one post each."""
    from random import Random

    from django.utils import translation
    from openpyxl import Workbook

    from workforce.registries import WORKERS

    random = Random(20_000)
    people = [draw(random, units) for _each in range(amount)]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    with translation.override("vi"):
        columns = [column for column in WORKERS.sheet_columns if column.key in people[0]]
        cells = [(column.key, column.cell.opened_for(officer)) for column in columns]
        sheet.append([str(column.header) for column in columns])
        for values in people:
            sheet.append([cell.write(values[key]) for key, cell in cells])
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def draw(random, units):
    from datetime import date

    from swprogram.registry.demo import draw_name

    name = draw_name(random, "77")
    return {
        "full_name": name.full,
        "sex": name.sex,
        "birth_year": random.randint(1950, 2002),
        "qualification": random.choice(("none", "certificate", "intermediate", "bachelor")),
        "unit": random.choice(units).pk,
        "workplace": "commune",
        "kind": random.choice(("civil_servant", "collaborator", "social_work_staff")),
        "engagement": "concurrent",
        "position": "Công tác xã hội",
        "started_on": date(2019, 1, 1 + random.randint(0, 27)),
        "allowance": random.choice((900_000, 1_800_000)),
        "allowance_from": date(2023, 7, 1),
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start_django()
        print(json.dumps(measure_steps(int(sys.argv[1]))))
    else:
        main()
