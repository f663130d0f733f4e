"""What is typed about courses, participants, results, lecturers and needs: one noun a module."""

from training.forms.courses import CourseForm, HoldingForm, SessionForm
from training.forms.participants import NameForm, NumberForm, ParticipantForm
from training.forms.registers import LecturerForm, NeedForm
from training.forms.results import AttendanceForm, NumberingForm, ResultsForm

__all__ = [
    "AttendanceForm",
    "CourseForm",
    "HoldingForm",
    "LecturerForm",
    "NameForm",
    "NeedForm",
    "NumberForm",
    "NumberingForm",
    "ParticipantForm",
    "ResultsForm",
    "SessionForm",
]
