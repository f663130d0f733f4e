"""Which post, and whose, a row of a workbook speaks of."""

from django.utils.translation import gettext as _

from swprogram.kit.bulk import batches_of
from swprogram.kit.codes import write_code
from swprogram.registry.spec import RowProblem
from workforce.exports import PERSON_FIELDS, person_values
from workforce.models import Post, Worker
from workforce.models.worker import CODE_PREFIX


def find(rows, context):
    """Set `pk` of the rows with a person's code and a post's number.

    A new post of a known person takes over what its row does not say of the person; so does a second row
    with the same temporary code from the first one.
    """
    codes = {row.values["worker"] for row in rows if isinstance(row.values.get("worker"), int)}
    people, posts = _read_people(codes, context.user), _read_posts(codes, context.user)
    merged = _read_merged(codes - people.keys())
    problems = [problem for row in rows if (problem := _find_one(row, people, posts, merged))]
    _fill_in(rows, people)
    return problems


def known_people(rows, context):
    """{line: what the registry says of the person} for new posts of people who are known."""
    new = [row for row in rows if row.pk is None and isinstance(row.values.get("worker"), int)]
    people = _read_people({row.values["worker"] for row in new}, context.user)
    return {
        row.line: person_values(people[row.values["worker"]]) for row in new if row.values["worker"] in people
    }


def _find_one(row, people, posts, merged):
    code, number = row.values.get("worker"), row.values.get("number")
    if isinstance(code, int) and code not in people:
        return RowProblem(row.line, "worker", _unknown(code, merged))
    if number is None:
        return None
    if not isinstance(code, int):
        message = _("A post number stands beside the code of its person. Leave it empty for a new post.")
        return RowProblem(row.line, "number", message)
    row.pk = posts.get((code, number))
    if row.pk is None:
        message = _("This person has no post %(number)d. Leave it empty for a new post.")
        return RowProblem(row.line, "number", message % {"number": number})
    return None


def _unknown(code, merged):
    if code in merged:
        message = _("This record was merged into %(code)s. Write that code.")
        return message % {"code": write_code(CODE_PREFIX, merged[code])}
    return _("Nobody of this code in your area. Leave it empty for a new person.")


def _read_people(codes, user):
    found = (Worker.objects.visible_to(user).filter(pk__in=batch) for batch in batches_of(codes))
    return {worker.pk: worker for workers in found for worker in workers}


def _read_posts(codes, user):
    found = (Post.objects.visible_to(user).filter(worker__in=batch) for batch in batches_of(codes))
    return {
        (worker, number): pk
        for posts in found
        for worker, number, pk in posts.values_list("worker", "number", "pk")
    }


def _read_merged(codes):
    found = (Worker.objects.filter(pk__in=batch, merged_into__isnull=False) for batch in batches_of(codes))
    return dict(pair for workers in found for pair in workers.values_list("pk", "merged_into"))


def _fill_in(rows, people):
    known = {}
    for row in sorted(rows, key=lambda row: row.pk is None):
        code = row.values.get("worker")
        if code is None:
            continue
        given = known.setdefault(code, _given(row, people.get(code)))
        if row.pk is None:
            blank = [key for key in PERSON_FIELDS if row.values.get(key) in (None, "") and key in given]
            row.values |= {key: given[key] for key in blank}


def _given(row, worker):
    """What is known of the person: the registry, and on top of it what the first row says."""
    typed = {key: row.values[key] for key in PERSON_FIELDS if key in row.values}
    if worker is None:
        return typed
    if row.pk is None:
        typed = {key: value for key, value in typed.items() if value not in (None, "")}
    return person_values(worker) | typed
