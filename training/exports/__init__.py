"""The columns of the training registries and their values: for the lists and the workbooks out and in."""

from training.exports.courses import COURSE_COLUMNS, read_courses
from training.exports.lecturers import LECTURER_COLUMNS, read_lecturers
from training.exports.needs import NEED_COLUMNS, read_needs
from training.exports.participants import PARTICIPANT_COLUMNS, read_participants

__all__ = [
    "COURSE_COLUMNS",
    "LECTURER_COLUMNS",
    "NEED_COLUMNS",
    "PARTICIPANT_COLUMNS",
    "read_courses",
    "read_lecturers",
    "read_needs",
    "read_participants",
]
