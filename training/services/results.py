"""Who was present at which session, who completed the course, and with which certificate."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from swprogram.kit.bulk import BATCH, signature
from swprogram.kit.changes import fill, require_version
from swprogram.kit.workflow import ChangeRefused
from training.enums import CourseState, Result
from training.models import Attendance, Participant
from training.services.courses import count_save, open_course

RESULT_FIELDS = ("result", "certificate_number", "certified_on")
PLACE_OF_NUMBER = re.compile("#+")


@transaction.atomic
def record_attendance(course, present, *, by, version):
    """Who was present: {(session id, participant id): people}, complete for every line that it names.

    Of a line by number at most as many are present as take part. Returns how many marks stand now.
    """
    course = open_course(course, by=by)
    require_version(course, version)
    _require_possible(course, present)
    named = {participant for _session, participant in present}
    Attendance.objects.filter(session__course=course, participant__in=named).delete()
    Attendance.objects.bulk_create(
        Attendance(session_id=session, participant_id=participant, present=number)
        for (session, participant), number in present.items()
        if number
    )
    count_save(course, by)
    return sum(1 for number in present.values() if number)


@transaction.atomic
def record_results(course, results, *, by, version):
    """Results and certificates: {participant id: {"result", "certificate_number", "certified_on"}}.

    Only of a course that was held. Returns how many lines changed.
    """
    course = _open_held(course, by=by)
    require_version(course, version)
    lines = course.participants.filter(pk__in=results)
    changed = [line for line in lines if fill(line, results[line.pk], RESULT_FIELDS)]
    return _save_many(course, changed, by)


@transaction.atomic
def number_certificates(course, *, pattern, first, certified_on, by, version):
    """Consecutive numbers for all who completed and have none yet, in the order of the list.

    `pattern` says by # where the number stands; "###/2024" and 15 give 015/2024, 016/2024 …
    Lines by number only get none: one number cannot be the certificate of several people.
    """
    course = _open_held(course, by=by)
    require_version(course, version)
    if not PLACE_OF_NUMBER.search(pattern):
        raise ValidationError({"pattern": _("Type # where the number stands, for example ###/2024.")})
    lines = course.participants.completed().filter(certificate_number="").exclude(full_name="")
    changed = list(lines.order_by("sort_key", "pk"))
    for number, line in enumerate(changed, start=first):
        line.certificate_number = _numbered(pattern, number)
        line.certified_on = certified_on
    return _save_many(course, changed, by)


def _numbered(pattern, number):
    return PLACE_OF_NUMBER.sub(lambda found: str(number).zfill(len(found[0])), pattern, count=1)


def _open_held(course, *, by):
    course = open_course(course, by=by)
    if course.state != CourseState.HELD:
        raise ChangeRefused(_("Results are recorded when the course was held. Say first that it was held."))
    return course


def _save_many(course, changed, by):
    for line in changed:
        if line.result not in Result.values:
            raise ValidationError(_("Choose one of the results in the list."))
        line.certificate_number = line.certificate_number.strip()
    if changed:
        bulk_update_with_history(changed, Participant, RESULT_FIELDS, batch_size=BATCH, **signature(by))
        count_save(course, by)
    return len(changed)


def _require_possible(course, present):
    heads = dict(course.participants.values_list("pk", "headcount"))
    sessions = set(course.sessions.values_list("pk", flat=True))
    for (session, participant), number in present.items():
        if session not in sessions or participant not in heads:
            raise ChangeRefused(_("The list of participants or sessions has changed. Reload the page."))
        if number > heads[participant]:
            message = _("More people present than take part: at most %(most)d.") % {
                "most": heads[participant]
            }
            raise ValidationError(message)
