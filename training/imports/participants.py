"""The list of participants of one course from a workbook.

A row is found by the portal's own code of the line, else by the code of the person in the workforce
registry, else by name, year of birth and unit, so that a list that comes twice adds nobody twice. Nobody
is linked to the registry by name alone: a person of exactly this name and year of birth is proposed, and the
code in the row decides.
"""

from collections import Counter, defaultdict

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.bulk import batches_of
from swprogram.kit.text import normalise, search_key
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.spec import Importer, RowProblem
from swprogram.registry.units import counting_units
from training.enums import CourseState, Result
from training.exports.participants import FIELDS, read_line
from training.imports import rows as importing
from training.models import Course, Participant
from training.permissions import require_editor
from training.services.courses import open_course
from training.staff import read_posts
from workforce.models import Worker


class _Lines(importing.Target):
    def records(self, pks):
        return Participant.objects.select_related("worker").in_bulk(pks)


LINES = _Lines(
    Participant, FIELDS, ("unit", "worker"), lambda lines, _user: [read_line(line) for line in lines]
)


def find(rows, context):
    course = _course(context)
    lines = list(course.participants.select_related("worker"))
    _settle(rows)
    problems = importing.find_by_code(rows, course.participants)
    problems += _find_workers(rows, lines, course, context.user)
    _find_by_person(rows, lines)
    _find_by_name(rows, lines)
    _find_by_number(rows, lines)
    return problems


def check(rows, context):
    course = _course(context)
    importing.set_default(rows, "result", Result.PENDING)
    importing.set_default([row for row in rows if _is_named(row)], "headcount", 1)
    once = [*_check_once(rows), *_check_free(rows, course)]
    rows = importing.changed_rows(rows, LINES)
    units = set(counting_units(context.user).values_list("pk", flat=True))
    return [
        *_check_who(rows),
        *importing.check_reference(rows, LINES, "unit", units),
        *importing.check_records([row for row in rows if _says_who(row) and row.values.get("unit")], LINES),
        *once,
        *_propose(rows, context.user),
        *_not_counted_yet(rows, course),
    ]


def save(rows, context, writer):
    """Lines are parts of the course: its version counts them."""
    course = open_course(_course(context), by=context.user)
    if importing.save_rows(rows, LINES, writer, course=course):
        course.version += 1
        writer.change(Course, [course])


def _course(context):
    """The course of the list, for a person who keeps it."""
    course = get_object_or_404(Course.objects.visible_to(context.user), pk=context.parent_id)
    require_editor(context.user, course.unit_id)
    if course.state == CourseState.CANCELLED:
        raise ChangeRefused(_("This course was cancelled. Put it back into the plan first."))
    return course


# --- Which line a row is ------------------------------------------------------------------------------


def _settle(rows):
    """What a blank cell means: no result is said, and a person with a name is one."""
    importing.skip_blanks(rows, "result")
    for row in rows:
        if row.values.get("full_name"):
            row.values["full_name"] = " ".join(row.values["full_name"].split())
        if _is_named(row) and "headcount" in row.values:
            row.values["headcount"] = row.values["headcount"] or 1


def _find_workers(rows, lines, course, user):
    """A row with a person's code says what the registry says; a merged record means the one that was kept."""
    claimed = {row.values.get("worker") for row in rows} - {None}
    workers = _people(claimed, {line.worker_id for line in lines}, user)
    posts = read_posts([worker.pk for worker in workers.values()], course.ends_on or clock.today(), user)
    problems = []
    for row in rows:
        if row.values.get("worker") is None:
            continue
        worker = workers.get(row.values["worker"])
        if worker is None:
            text = _(
                "No person of this code is in your area. Leave the code empty to keep them by name only."
            )
            problems.append(RowProblem(row.line, "worker", text))
        else:
            problems += _take_over(row, worker, posts.get(worker.pk))
    return problems


def _people(codes, linked, user):
    """{code as typed: person} for the codes that the person may use, or that the list names already."""
    merged = dict(
        Worker.objects.filter(pk__in=codes, merged_into__isnull=False).values_list("pk", "merged_into")
    )
    wanted = {merged.get(code, code) for code in codes}
    found = Worker.objects.visible_to(user).in_bulk(wanted) | Worker.objects.in_bulk(wanted & linked)
    return {code: found[merged.get(code, code)] for code in codes if merged.get(code, code) in found}


def _take_over(row, worker, post):
    """Name and year of birth are the registry's; unit, kind and workplace those of the post unless typed."""
    problems, typed = [], row.values.get("full_name")
    if typed and search_key(typed) != worker.search_key:
        text = _(
            "%(code)s is %(name)s. Correct the code if somebody else is meant; the name is not taken over."
        )
        named = text % {"code": worker.code, "name": worker.full_name}
        problems.append(RowProblem(row.line, "full_name", named, is_question=True))
    row.values |= {"worker": worker.pk, "full_name": worker.full_name, "birth_year": worker.birth_year}
    if post and row.pk is None:
        said = {"unit": post.unit_id, "kind": post.kind, "workplace": post.workplace}
        row.values |= {key: value for key, value in said.items() if not row.values.get(key)}
    return problems


def _find_by_person(rows, lines):
    taken = {row.pk for row in rows}
    known = {line.worker_id: line.pk for line in lines if line.worker_id}
    for row in rows:
        pk = known.get(row.values.get("worker"))
        if _is_open(row) and pk and pk not in taken:
            row.pk = pk
            taken.add(pk)


def _find_by_name(rows, lines):
    """A line that is linked to the registry stays linked when its row comes without the code."""
    taken = {row.pk for row in rows}
    known = defaultdict(list)
    for line in lines:
        values = read_line(line)
        if values["full_name"] and line.pk not in taken:
            known[_name_of(values)].append(line)
    for row in rows:
        is_wanted = _is_open(row) and row.values.get("full_name") and not row.values.get("worker")
        if is_wanted and (found := known[_name_of(row.values)]):
            line = found.pop(0)
            row.pk = line.pk
            if line.worker_id:
                row.values |= {key: read_line(line)[key] for key in ("worker", "full_name", "birth_year")}


def _find_by_number(rows, lines):
    taken = {row.pk for row in rows}
    known = defaultdict(list)
    for line in lines:
        if line.is_number_only and line.pk not in taken:
            known[_group_of(read_line(line))].append(line.pk)
    for row in rows:
        if _is_open(row) and not _is_named(row) and (found := known[_group_of(row.values)]):
            row.pk = found.pop(0)


def _is_open(row):
    return row.pk is None and not row.values.get("code")


def _name_of(values):
    return search_key(values["full_name"]), values.get("birth_year"), values.get("unit")


def _group_of(values):
    return values.get("unit"), values.get("kind") or "", values.get("workplace") or ""


def _is_named(row):
    return bool(row.values.get("worker") or row.values.get("full_name"))


# --- What is wrong with a row, and what to look at ----------------------------------------------------


def _says_who(row):
    return _is_named(row) or row.values.get("headcount")


def _check_who(rows):
    who = _("Type a name, the code of a person, or how many people these are.")
    where = _("Say which unit they come from: it counts them.")
    problems = [RowProblem(row.line, "full_name", who) for row in rows if not _says_who(row)]
    return problems + [RowProblem(row.line, "unit", where) for row in rows if not row.values.get("unit")]


def _check_once(rows):
    """A person of the registry stands in a list once; people of one name may be two, and are warned of."""
    people = Counter(row.values.get("worker") for row in rows)
    names = Counter(_name_of(row.values) for row in rows if row.values.get("full_name"))
    problems = []
    for row in rows:
        if row.values.get("worker"):
            if people[row.values["worker"]] > 1:
                text = _("This person stands in two rows. Keep one of them.")
                problems.append(RowProblem(row.line, "worker", text))
        elif row.values.get("full_name") and names[_name_of(row.values)] > 1:
            text = _("This name, year of birth and unit stand twice: one person, two attendances.")
            problems.append(RowProblem(row.line, "full_name", text, is_warning=True))
    return problems


def _check_free(rows, course):
    """A line that is there already is linked to a person whom another line names."""
    there = dict(course.participants.filter(worker__isnull=False).values_list("worker", "pk"))
    text = _("This person is in the list already.")
    return [
        RowProblem(row.line, "worker", text)
        for row in rows
        if there.get(row.values.get("worker"), row.pk) != row.pk
    ]


def _propose(rows, user):
    """Somebody of the registry with exactly this name and year of birth: the row's code would link them."""
    rows = [row for row in rows if row.values.get("full_name") and row.values.get("birth_year")]
    rows = [row for row in rows if not row.values.get("worker")]
    known = _people_by_name({search_key(row.values["full_name"]) for row in rows}, user)
    found = ((row, known.get(_exact(row.values["full_name"], row.values["birth_year"]), [])) for row in rows)
    return [
        RowProblem(row.line, "worker", _proposal(codes), is_warning=True) for row, codes in found if codes
    ]


def _proposal(codes):
    if len(codes) == 1:
        text = _("In the workforce registry one person has this name and year of birth: %(code)s.")
        rest = _("Write the code into the row to link them; without it they are kept by name only.")
        return f"{text % {'code': codes[0]}} {rest}"
    text = _("Several people of the workforce registry have this name and year of birth: %(codes)s.")
    rest = _("Write the right code into the row to link them.")
    return f"{text % {'codes': ', '.join(codes)}} {rest}"


def _people_by_name(keys, user):
    """{(name, year of birth): codes} of the visible people whose names could be meant."""
    found = defaultdict(list)
    for some in batches_of(sorted(keys)):
        part = Worker.objects.visible_to(user).filter(search_key__in=some)
        for worker in part.order_by("pk"):
            found[_exact(worker.full_name, worker.birth_year)].append(worker.code)
    return found


def _exact(name, birth_year):
    """The name with its marks; upper case and blanks do not count."""
    return " ".join(normalise(name).casefold().split()), birth_year


def _not_counted_yet(rows, course):
    if course.state == CourseState.HELD:
        return []
    text = _("The course is planned: this result counts once the course is said to be held.")
    known = (Result.COMPLETED, Result.NOT_COMPLETED)
    return [
        RowProblem(row.line, "result", text, is_warning=True)
        for row in rows
        if row.values.get("result") in known
    ]


PARTICIPANT_IMPORTER = Importer(find, LINES.values_now, check, save)
