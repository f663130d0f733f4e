"""The demonstration world: a real province, invented counts and reports, all made by the services."""

from datetime import date, timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from plans.demo import STORIES, make_duty_reports
from plans.models import Plan
from reporting.demo import PERIODS, UnitStory
from reporting.demo_registries import counting_units, make_registries
from submissions.models import Form, Measure, Option, Round, Submission
from submissions.services import (
    accept,
    cells_of,
    close_round,
    open_round,
    return_to_unit,
    save_draft,
    send,
)
from swprogram.kit import clock
from swprogram.kit.periods import span_of
from swprogram.kit.text import search_key
from swprogram.org.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from swprogram.org.enums import UnitKind
from swprogram.org.models import Membership, Unit, User
from swprogram.org.roles import Role
from training.models import Course
from workforce.models import Worker

PROVINCE = "77"
LEAD_AGENCY = "brvt-sldtbxh"
OTHER_PROVINCES = ("83", "20", "46")  # registries only: nobody there has sent counts
ALL, HOME, NONE = "all", "home", "none"
OF_OLD_SHAPE = (
    "It was made by an earlier version: it has no people and no training. To make it anew (what was entered"
    " into it goes):  DEMO=new bin/run"
)
UNFINISHED = "26506"  # Phường 1, Vũng Tàu: the commune officer of the demonstration fills it in
WAITING = ("26508", "26509", "26512")  # sent, and not yet looked at by the district
RETURNED = "26515"  # sent back with a reason
RETURN_REASON = "Số trẻ em khuyết tật nặng thấp hơn kỳ trước nhiều. Đề nghị rà soát lại với Trạm y tế phường."


class Command(BaseCommand):
    help = "Make demonstration accounts, four periods of counts, duties, registries. Does nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=112, help="another seed makes other numbers")
        parser.add_argument(
            "--registries",
            choices=[ALL, HOME, NONE],
            default=ALL,
            help="facilities, people and training of all four provinces, of the first alone, or of none",
        )

        parser.add_argument(
            "--anew",
            action="store_true",
            help="Take the whole world away and make it again; refused beside accounts of real people.",
        )

    def handle(self, *args, seed, registries, anew, **options):
        if anew:
            empty_database()
        province = Unit.objects.get(code=PROVINCE)
        if Round.objects.filter(province=province).exists():
            self.stdout.write("The demonstration world is there already.")
            if registries != NONE and not has_registries():
                self.stdout.write(OF_OLD_SHAPE)
            return
        with transaction.atomic():
            people = make_accounts(province)
            stories = make_stories(province, seed)
            for step in range(len(PERIODS)):
                self.make_round(province, step, people, stories)
            report_on_duties(province, people)
            self.make_registries(province, registries, seed, people["tinh"], stories)
        self.stdout.write(self.style.SUCCESS("Demonstration world made."))

    def make_round(self, province, step, people, stories):
        kind, year = PERIODS[step]
        cut_off = span_of(kind, year).ends_on
        due_dates = {
            UnitKind.COMMUNE: cut_off,
            UnitKind.DISTRICT: cut_off + timedelta(days=5),
        }
        with clock.at(cut_off - timedelta(days=14)):
            opened = open_round(
                province,
                kind=kind,
                year=year,
                due_dates=due_dates,
                by=people["tinh"],
                is_illustrative=True,
            )
        is_current = step == len(PERIODS) - 1
        submissions = Submission.objects.filter(round=opened).select_related("unit", "form", "round__period")
        for submission in submissions.order_by("unit__kind", "unit__code"):
            fill_and_send(submission, step, people, stories, cut_off, is_current)
        if not is_current:
            with clock.at(cut_off + timedelta(days=11)):
                close_round(opened, version=opened.version, by=people["tinh"])
        self.stdout.write(f"  {opened.period.printed_label}: {submissions.count()} submissions")

    def make_registries(self, province, registries, seed, officer, stories):
        if registries == NONE:
            return
        told = {code: story.told for code, story in stories.items()}
        make_registries(province, seed=seed, told=told, by=officer)
        self.stdout.write(f"  {province.name}: facilities, people, training")
        for other in Unit.objects.filter(code__in=OTHER_PROVINCES if registries == ALL else ()):
            make_registries(other, seed=seed, told=tell_stories(other, seed))
            self.stdout.write(f"  {other.name}: facilities, people, training")


def has_registries():
    return Worker.objects.exists() and Course.objects.exists()


def empty_database():
    """Only where nobody but demonstration accounts could enter anything: then no real data are lost."""
    others = User.objects.filter(is_demo=False).order_by("username").values_list("username", flat=True)
    if others:
        raise CommandError(
            f"Not made anew: {', '.join(others[:5])} may have entered real data by accounts of their own."
            " Set DATA_DIR to another folder, or DATABASE_URL to another database."
        )
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)


def make_accounts(province):
    """The named accounts, and an officer without a password for every unit that sends counts."""
    people = {name: make_person(name, full, role, code) for name, full, role, code in DEMO_ACCOUNTS}
    for name in people:
        people[name].set_password(DEMO_PASSWORD)
        people[name].save()
    for unit in senders(province).select_related("parent"):
        role = Role.DISTRICT_OFFICER if unit.kind == UnitKind.DISTRICT else Role.COMMUNE_OFFICER
        full_name = f"Cán bộ {unit.name} (minh họa)"
        people[unit.code] = make_person(username_for(unit), full_name, role, unit.code)
    return people


def report_on_duties(province, people):
    """The agencies of the plan of 2024 report on their duties, each by an officer of its own."""
    plan = Plan.objects.get(unit=province, from_year=2024, to_year=2024)
    people |= {"brvt-syt": people["soyte"]}
    for code in STORIES:
        if code not in people:
            unit = Unit.objects.get(code=code)
            # "tinh" accepts what the lead agency sends, so somebody else of it has to write.
            role = Role.PROVINCIAL_OFFICER if code == LEAD_AGENCY else Role.AGENCY_OFFICER
            people[code] = make_person(username_for(unit), f"Cán bộ {unit.name} (minh họa)", role, code)
    make_duty_reports(plan, officers=people, reviewer=people["tinh"])


def username_for(unit):
    """A name that people can read: "phuong-1.vung-tau", "so-lao-dong-thuong-binh-va-xa-hoi"."""
    place = (
        unit.short_name if unit.kind != UnitKind.COMMUNE else f"{unit.short_name}.{unit.parent.short_name}"
    )
    return search_key(place).replace(" ", "-")


def make_person(username, full_name, role, code):
    person = User(username=username, full_name=full_name, is_demo=True)
    person.set_unusable_password()
    person.save()
    Membership.objects.create(user=person, role=role, unit=Unit.objects.get(code=code))
    return person


def senders(province):
    units = Unit.objects.under(province, on=date(2024, 6, 14))
    return units.filter(kind__in=[UnitKind.DISTRICT, UnitKind.COMMUNE]).order_by("code")


def make_stories(province, seed):
    """A story per unit; a district with communes leaves the children to them."""
    return {
        unit.code: UnitStory(unit.code, seed, has_children=not unit.children.exists())
        for unit in senders(province)
    }


def tell_stories(province, seed):
    """What the units of a province without rounds would have counted last: {unit code: cells}."""
    places = {form.level: places_of(form) for form in Form.objects.all()}
    told = {}
    for unit in counting_units(province):
        story = UnitStory(unit.code, seed, has_children=False)
        for step in range(len(PERIODS)):
            story.count(places[unit.kind], step)
        told[unit.code] = story.told
    return told


def places_of(form):
    """The cells of a form as (measure, row, column) by their codes."""
    measures = dict(Measure.objects.values_list("pk", "code"))
    options = dict(Option.objects.values_list("pk", "code"))
    cells = cells_of(form)
    return [(measures[measure], options.get(row), options.get(column)) for measure, row, column in cells]


def fill_and_send(submission, step, people, stories, cut_off, is_current):
    """Enter the unit's figures, send them and have them accepted, as far as the unit has got."""
    code = submission.unit.code
    figures = list(submission.figures.select_related("measure", "row", "column"))
    places = {place_of(figure): figure.pk for figure in figures}
    cells = stories[code].count(list(places), step)
    is_unfinished = is_current and code == UNFINISHED
    kept = {
        places[place]: cell
        for place, cell in cells.items()
        if not is_unfinished or place[0] in ("staff", "staff_trained")
    }
    with clock.at(cut_off - timedelta(days=2)):
        officer = people[code]
        submission = save_draft(submission, cells=kept, note="", version=submission.version, by=officer)
        if is_unfinished or (is_current and code == "747"):
            return
        submission = send(submission, version=submission.version, by=officer, accepts_blanks=True)
    review(submission, code, people, cut_off, is_current)


def review(submission, code, people, cut_off, is_current):
    """The unit above accepts; in the current round one is returned and some still wait."""
    if is_current and code in WAITING:
        return
    reviewer = people["tinh"] if submission.unit.kind == UnitKind.DISTRICT else people[reviewing(submission)]
    with clock.at(cut_off + timedelta(days=1)):
        if is_current and code == RETURNED:
            return_to_unit(submission, version=submission.version, by=reviewer, reason=RETURN_REASON)
        else:
            accept(submission, version=submission.version, by=reviewer)


def reviewing(submission):
    return submission.reviewer.code


def place_of(figure):
    """(measure, row, column) by their codes."""
    return (
        figure.measure.code,
        figure.row.code if figure.row else None,
        figure.column.code if figure.column else None,
    )
