"""Next year's plan from this one: its text and proposals for its targets, without money or results."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from plans.contents import read_contents
from plans.enums import MeasuredIn, PassageKind, PlanKind, PlanPart
from plans.models import Plan, Target
from plans.services.changes import require_editor
from plans.services.contents import save_contents
from swprogram.kit.changes import save
from swprogram.kit.numbers import NumberError, format_trimmed, parse_number
from swprogram.kit.workflow import ChangeRefused

# Who said it, and what became of it, belongs to the year that is over.
LEFT_BEHIND = ("budget", "facts", "corrections", "phases", "targets")
OF_THIS_DOCUMENT = ("number", "issued_on", "estimated_cost")


@dataclass(frozen=True)
class Proposal:
    """A target proposed for the new plan: its row, the target that it comes from, and why this value."""

    row: object
    origin: object
    reason: str

    @property
    def code(self):
        return self.row.values["code"]

    @property
    def is_condition(self):
        return bool(self.row.values["condition_of"])

    @property
    def value_in_words(self):
        names = ("comparator", "value", "value_to", "measured_in")
        return Target(**{name: self.row.values[name] for name in names}).value_in_words


def parent_of_copy(source):
    """The plan above the new one: that of this one, or this one where it spans several years."""
    return source.parent if source.kind == PlanKind.ANNUAL_PLAN else source


def title_for(source, year):
    """The title with the new year in the place of the old one."""
    span = source.years.replace("–", " – ")
    for old in (span, source.years, source.years.replace("–", "-"), str(source.from_year)):
        if old in source.title:
            kept = source.title.replace(f"giai đoạn {old}", f"năm {year}")
            return kept.replace(old, str(year))
    return f"{source.title} năm {year}"


def propose_targets(source, year):
    """[Proposal] for a plan of `year` that begins with `source`.

    The targets of the plan above that cover the year, with the year's share where they are split; without
    such a plan the targets of `source` itself, moved to the year.
    """
    above = parent_of_copy(source)
    if above is not None and above.covers(year) and above.targets.covering(year).exists():
        return _proposals(above, year, covering=True)
    return _proposals(source, year, covering=False)


def _proposals(plan, year, *, covering):
    proposals = []
    for row in read_contents(plan)["targets"]:
        target = row.source
        if covering and not target.from_year <= year <= target.to_year:
            continue
        value, reason = _value_for(target, year) if covering else (target.value, _("as in this plan"))
        if value is None:
            continue
        proposals.append(Proposal(_row_for(row, year, value, covering), target, reason))
    return proposals


def _value_for(target, year):
    """The year's share of a target, else its printed yearly average, else the value itself, and why.

    Money of several years that nobody has split is not proposed for one of them (None).
    """
    share = target.shares.filter(year=year, unit__isnull=True).first()
    if share is not None:
        return share.value, _("the share of %(year)s") % {"year": year}
    average = _printed_average(target)
    if average is not None:
        total = format_trimmed(target.value, 4)
        return average, _("the printed yearly average of %(total)s") % {"total": total}
    if target.measured_in == MeasuredIn.DONG and target.from_year != target.to_year:
        return None, ""
    return target.value, _("as in the plan above, %(years)s") % {"years": target.years}


def _printed_average(target):
    if target.measured_in not in (MeasuredIn.PERSON, MeasuredIn.DONG) or not target.printed_average:
        return None
    try:
        return parse_number(target.printed_average)
    except NumberError:
        return None


def _row_for(row, year, value, is_of_another_plan):
    """The activities that serve a target of the plan above are not those of the new plan."""
    values = row.values | {"value": Decimal(value), "from_year": year, "to_year": year, "phase": ""}
    if Decimal(value) != row.values["value"]:
        values["printed_average"] = ""
    if is_of_another_plan:
        values["activities"] = ()
    return type(row)(values)


@transaction.atomic
def copy_plan(source, *, year, title, codes, by):
    """A draft for `year` with the text of `source` and the proposed targets whose codes are in `codes`."""
    require_editor(source, by)
    _require_year(source.programme, year)
    _require_free(source, year)
    above = parent_of_copy(source)
    contents = {name: _anew(rows) for name, rows in read_contents(source).items()}
    contents |= {name: [] for name in LEFT_BEHIND}
    plan_row = contents["plan"][0]
    plan_row.values |= dict.fromkeys(OF_THIS_DOCUMENT) | {
        "number": "",
        "kind": PlanKind.ANNUAL_PLAN,
        "from_year": year,
        "to_year": year,
        "title": title,
    }
    _leave_decision(contents)
    contents["targets"] = _chosen(propose_targets(source, year), codes)
    plan = save_contents(None, contents, by=by)
    plan.parent, plan.copied_from = above if above and above.covers(year) else None, source
    return save(plan, by)


def _require_year(programme, year):
    if not programme.from_year <= year <= programme.to_year:
        message = _("The programme runs %(years)s. Choose a year of the programme.")
        raise ChangeRefused(message % {"years": programme.years})


def _require_free(source, year):
    """One annual plan for each programme, province and year."""
    key = {"programme": source.programme_id, "unit": source.unit_id, "kind": PlanKind.ANNUAL_PLAN}
    there = Plan.objects.filter(**key, from_year=year).first()
    if there is not None:
        message = _("There is a plan for %(year)s already: “%(plan)s”. Choose another year.")
        raise ChangeRefused(message % {"year": year, "plan": there})


def _leave_decision(contents):
    """The decision that approved the plan approves that plan only, with the opening line that names it."""
    articles = [row for row in contents["passages"] if row.values["kind"] == PassageKind.ARTICLE]
    if articles:
        contents["plan"][0].values["opening"] = ""
    contents["passages"] = [row for row in contents["passages"] if row not in articles]
    contents["headings"] = [row for row in contents["headings"] if row.values["part"] != PlanPart.ARTICLES]


def _anew(rows):
    """The rows without the objects that they were read from, so that new ones are made."""
    return [type(row)(dict(row.values)) for row in rows]


def _chosen(proposals, codes):
    """The proposed rows that were kept; a condition goes with its target."""
    kept = [proposal for proposal in proposals if proposal.code in codes]
    present = {proposal.code for proposal in kept} | {""}
    return [proposal.row for proposal in kept if proposal.row.values["condition_of"] in present]
