"""Which rows stand behind each address: the kinds of the table of access, with rows of the demonstration."""

from django.urls import reverse

from facilities.models import Facility, FacilityEvent
from plans.duties import choosable_periods
from plans.models import (
    Activity,
    ActivityResult,
    Amendment,
    Attachment,
    BudgetLine,
    DutyReport,
    Plan,
    PlanUpload,
    Target,
)
from plans.parts import PARTS
from reporting.models import Report
from submissions.models import Round, Submission
from swprogram.org.models import Membership, User
from swprogram.registry.models import ExportRun, ImportRun, SavedView
from tests.access.table import FOR_EVERYONE, TABLE
from tests.walk.samples import sample
from training.models import Course, Lecturer, Participant, Session, TrainingNeed
from workforce.models import Post, Worker

MODELS = {
    "plan": Plan,
    "target": Target,
    "amendment": Amendment,
    "activity": Activity,
    "activity_result": ActivityResult,
    "budget_line": BudgetLine,
    "upload": PlanUpload,
    "attachment": Attachment,
    "duty_report": DutyReport,
    "round": Round,
    "report": Report,
    "submission": Submission,
    "person": User,
    "membership": Membership,
    "facility": Facility,
    "event": FacilityEvent,
    "worker": Worker,
    "post": Post,
    "course": Course,
    "session": Session,
    "participant": Participant,
    "lecturer": Lecturer,
    "need": TrainingNeed,
}
LISTS = ("facility", "worker", "course", "lecturer", "need")
ALL_STATES = ("facility", "participant")
LEFT_OUT = {"logout"}


class Places:
    """The arguments of each kind of address, looked up once: of all rows, or of a few that somebody sees."""

    def __init__(self, person=None, most=None):
        self.person, self.most = person, most
        self.known = {"page": [[]]}

    def paths(self, name):
        """The addresses of this name: one for each row of the sample."""
        kind = TABLE[name].kind if name in TABLE else "page"
        if kind not in self.known:
            self.known[kind] = self.arguments(kind)
        return [reverse(name, args=arguments) for arguments in self.known[kind]]

    def arguments(self, kind):
        if kind in MODELS:
            return [[pk] for pk in self.rows(MODELS[kind])]
        code, _underline, what = kind.rpartition("_")
        if what in OWN_ROWS:
            return [address_of(row) for row in self.own_rows(OWN_ROWS[what], code)]
        return COMPOSED[kind]()[: self.most]

    def rows(self, model):
        """A sample of what the person sees, or one row that lies beyond it."""
        rows = model.objects.all()
        if self.person is None or not hasattr(rows, "visible_to"):
            return sample(rows, self.most)
        return sample(rows.visible_to(self.person), self.most) or sample(rows, 1)

    def own_rows(self, model, code):
        """Every state in two registries, a few states in the others: they share all pages."""
        rows = model.objects.filter(registry=code)
        rows = rows.visible_to(self.person) if self.person else rows.filter(owner__username="tinh")
        return rows[: self.most or (None if code in ALL_STATES else 2)]


OWN_ROWS = {"view": SavedView, "export": ExportRun, "import": ImportRun}


def address_of(row):
    parent = getattr(row, "parent_id", None)
    return [row.pk] if parent is None else [parent, row.pk]


def editable_plans():
    return sample(Plan.objects.filter(unit__code="77"))


def parts():
    """Every part of one plan, and one part of the others."""
    first, *others = editable_plans()
    return [[first, part] for part in PARTS] + [[pk, "activities"] for pk in others]


def rows_of_parts():
    return [
        [plan, slug, row]
        for plan in editable_plans()
        for slug, part in PARTS.items()
        for row in sample(part.model.objects.filter(plan=plan, **part.having))[:3]
    ]


def duties():
    """A duty of each agency that reports, in each period that may be chosen."""
    reports = DutyReport.objects.filter(pk__in=sample(DutyReport.objects.all())).select_related("duty__plan")
    pairs = {(report.duty, report.agency_id) for report in reports}
    return [
        [duty.pk, agency, period.kind, period.year]
        for duty, agency in sorted(pairs, key=lambda pair: (pair[0].pk, pair[1]))
        for period in choosable_periods([duty.plan])
    ]


def agencies():
    return [[pk] for pk in sorted(set(DutyReport.objects.values_list("agency", flat=True)))][:4]


def results():
    units = ("77", "747", "26506")
    rounds = sample(Round.objects.all())
    targets = sample(Target.objects.filter(plan__unit__code="77"))
    found = Submission.objects.filter(unit__code__in=units).values_list("unit", flat=True)
    return [[target, one, unit] for target in targets for one in rounds[:2] for unit in sorted(set(found))]


def pairs():
    workers = sample(Worker.objects.filter(merged_into=None))[:4]
    return [[first, second] for first, second in zip(workers, workers[1:], strict=False)]


COMPOSED = {
    "part": parts,
    "row_of_part": rows_of_parts,
    "duty": duties,
    "late_agency": agencies,
    "result": results,
    "pair": pairs,
}


def names_of_addresses():
    return sorted((set(TABLE) | FOR_EVERYONE) - LEFT_OUT)
