"""What is typed in the two grids of a course: who was present, and who completed with which certificate."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from swprogram.kit.dates import format_date
from swprogram.kit.forms import DAY, DAY_ERRORS, ChangeForm, PrintedTextField, side_by_side
from swprogram.kit.history import NOTHING, Conflict
from swprogram.kit.numbers import NumberError, format_number, parse_count
from training.enums import Result
from training.models import Attendance


@dataclass(frozen=True)
class Box:
    """One session of one line: its input's name, its session, what stands in it, and what was wrong."""

    name: str
    session: object
    present: str
    error: str = ""


class AttendanceForm(ChangeForm):
    """Participants by sessions: a box to tick for a person, a number for a line by number.

    `others` are the lines on other pages: only "all were present at everything" says something of them.
    """

    def __init__(self, *args, course, lines, sessions, others=(), **kwargs):
        super().__init__(*args, version=course.version, **kwargs)
        self.course, self.lines, self.sessions, self.others = course, lines, sessions, others
        marks = Attendance.objects.filter(session__course=course)
        self.saved = {(mark.session_id, mark.participant_id): mark.present for mark in marks}
        self.wrong = {}

    def clean(self):
        cleaned = super().clean()
        self.present = {
            (session.pk, line.pk): self._read(session, line)
            for session in self.sessions
            for line in self.lines
        }
        if self.wrong:
            raise forms.ValidationError(gettext("Check the numbers that are marked."))
        if "all" in self.data:
            self.present |= _everybody(self.others, self.sessions)
        return cleaned

    def show_conflict(self, _conflicts, saves, version):
        """Both values of every box that others saved otherwise."""
        conflicts = [
            Conflict(f"{line}, {session}", NOTHING, format_number(saved), format_number(typed))
            for line in self.lines
            for session in self.sessions
            if (saved := self.saved.get((session.pk, line.pk), 0))
            != (typed := self.present[session.pk, line.pk])
        ]
        super().show_conflict(conflicts, saves, version)

    @property
    def rows(self):
        """Each line with its boxes, as saved or as typed."""
        return [(line, [self._box(session, line) for session in self.sessions]) for line in self.lines]

    def _box(self, session, line):
        key = (session.pk, line.pk)
        saved = format_number(self.saved[key]) if key in self.saved else ""
        present = self.data.get(_name(*key), "") if self.is_bound else saved
        return Box(_name(*key), session, present, self.wrong.get(key, ""))

    def _read(self, session, line):
        key = (session.pk, line.pk)
        typed = self.data.get(_name(*key), "").strip()
        if not line.is_number_only:
            return 1 if typed else 0
        number = _read_count(typed)
        if number is None or number > line.headcount:
            most = format_number(line.headcount)
            self.wrong[key] = gettext("Type a number from 0 to %(most)s.") % {"most": most}
            return 0
        return number


def _read_count(typed):
    """The number of people as offices type it, 0 for an empty box, None for what is no number."""
    if typed == "":
        return 0
    try:
        return parse_count(typed)
    except NumberError:
        return None


def everybody_present(lines, sessions):
    """What the grid sends when all were present at everything."""
    return {_name(*key): str(number) for key, number in _everybody(lines, sessions).items()}


def _everybody(lines, sessions):
    return {(session.pk, line.pk): line.headcount for session in sessions for line in lines}


def _name(session, participant):
    return f"present-{session}-{participant}"


@dataclass(frozen=True)
class ResultRow:
    """One line with what is chosen and typed for it, and the messages beside its fields."""

    line: object
    result: str
    number: str
    day: str
    errors: dict


class ResultsForm(ChangeForm):
    """Result, number and day of the certificate of each line; names of fields end in the id of the line.

    `others` are the lines on other pages: only "all completed it" says something of them.
    """

    def __init__(self, *args, course, lines, others=(), **kwargs):
        super().__init__(*args, version=course.version, **kwargs)
        self.course, self.lines, self.others = course, lines, others
        self.wrong = {}

    def clean(self):
        cleaned = super().clean()
        self.results = {line.pk: self._read(line) for line in self.lines}
        if any(self.wrong.values()):
            raise forms.ValidationError(gettext("Check the lines that are marked."))
        if "complete_all" in self.data:
            self.results |= {line.pk: _completed(line) for line in self.others if _is_pending(line)}
        return cleaned

    def show_conflict(self, _conflicts, saves, version):
        """Both values of every line that others saved otherwise."""
        conflicts = [
            Conflict(str(line), NOTHING, saved, typed)
            for line in self.lines
            if (saved := _told({name: getattr(line, name) for name in self.results[line.pk]}))
            != (typed := _told(self.results[line.pk]))
        ]
        super().show_conflict(conflicts, saves, version)

    @property
    def rows(self):
        return [self._row(line) for line in self.lines]

    def _row(self, line):
        if self.is_bound:
            result, number, day = (self._typed(name, line) for name in ("result", "number", "day"))
        else:
            shown = line.certified_on and forms.DateInput().format_value(line.certified_on)
            result, number, day = line.result, line.certificate_number, shown or ""
        return ResultRow(line, result, number, day, self.wrong.get(line.pk, {}))

    def _read(self, line):
        wrong = self.wrong.setdefault(line.pk, {})
        result, number = self._typed("result", line), self._typed("number", line)
        if result not in Result.values:
            wrong["result"] = gettext("Choose one of the results in the list.")
        if len(number) > 100:
            wrong["number"] = gettext("At most 100 characters.")
        return {
            "result": result,
            "certificate_number": number,
            "certified_on": self._read_day(line, wrong),
        }

    def _read_day(self, line, wrong):
        typed = self._typed("day", line)
        try:
            return forms.DateField(required=False).clean(typed)
        except forms.ValidationError:
            wrong["day"] = str(DAY_ERRORS["invalid"])
            return None

    def _typed(self, name, line):
        return self.data.get(f"{name}-{line.pk}", "").strip()


def _told(values):
    """Result, number and day in one line."""
    day = values["certified_on"]
    parts = [Result(values["result"]).label, values["certificate_number"], day and format_date(day)]
    return "; ".join(str(part) for part in parts if part)


def _is_pending(line):
    return line.result == Result.PENDING


def _completed(line):
    return {
        "result": Result.COMPLETED,
        "certificate_number": line.certificate_number,
        "certified_on": line.certified_on,
    }


class NumberingForm(ChangeForm):
    """Consecutive certificate numbers for all who completed and have none."""

    pattern = PrintedTextField(
        label=_("Number as"),
        max_length=60,
        help_text=_("# stands for the number: ###/2024 gives 015/2024."),
    )
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=9_999_999, initial=1)
    certified_on = forms.DateField(label=_("Date"), widget=DAY, error_messages=DAY_ERRORS)

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, version=course.version, **kwargs)
        self.fields["pattern"].initial = f"##/{course.year}"
        self.fields["certified_on"].initial = course.ends_on
        self.lay_out(side_by_side("pattern", "first", "certified_on"))

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("pattern", "first", "certified_on")}
