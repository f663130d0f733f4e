"""What happens to courses, their sessions and participants, to lecturers and needs: one noun a module."""

from training.services.courses import (
    COURSE_FIELDS,
    HOLDING_FIELDS,
    add_course,
    cancel_course,
    change_course,
    hold_course,
    replan_course,
)
from training.services.lecturers import LECTURER_FIELDS, add_lecturer, change_lecturer, delete_lecturer
from training.services.needs import NEED_FIELDS, add_need, change_need, delete_need
from training.services.participants import (
    PARTICIPANT_FIELDS,
    add_participant,
    add_workers,
    change_participant,
    remove_participant,
)
from training.services.results import number_certificates, record_attendance, record_results
from training.services.sessions import SESSION_FIELDS, add_session, change_session, delete_session

__all__ = [
    "COURSE_FIELDS",
    "HOLDING_FIELDS",
    "LECTURER_FIELDS",
    "NEED_FIELDS",
    "PARTICIPANT_FIELDS",
    "SESSION_FIELDS",
    "add_course",
    "add_lecturer",
    "add_need",
    "add_participant",
    "add_session",
    "add_workers",
    "cancel_course",
    "change_course",
    "change_lecturer",
    "change_need",
    "change_participant",
    "change_session",
    "delete_lecturer",
    "delete_need",
    "delete_session",
    "hold_course",
    "number_certificates",
    "record_attendance",
    "record_results",
    "remove_participant",
    "replan_course",
]
