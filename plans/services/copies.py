"""Next year's plan from this one: its text and proposals for its targets, without money or results."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from plans.contents import read_contents
from plans.enums import Comparator, MeasuredIn, PassageKind, PlanKind, PlanPart
from plans.models import Plan, Target
from plans.services.changes import require_editor
from plans.services.contents import save_contents
from swprogram.kit.changes import save
from swprogram.kit.numbers import NumberError, format_trimmed, parse_number
from swprogram.kit.workflow import ChangeRefused

# Who said it, and what became of it, belongs to the year that is over.
LEFT_BEHIND = ("budget", "facts", "corrections", "phases", "targets")
OF_THIS_DOCUMENT = {
    "number": "",
    "issued_on": None,
    "signer": "",
    "signing_capacity": "",
    "estimated_cost": None,
}
# A number of people in ten years is not that of one year; a share of a whole is the same in every year.
ADDED_UP = (MeasuredIn.PERSON, MeasuredIn.FACILITY, MeasuredIn.DONG)


@dataclass(frozen=True)
class Proposal:
    """A target proposed for the new plan: its row, the target that it comes from, and why this value.

    Without a value the year's own one is asked: nobody has split the total of several years.
    """

    row: object
    origin: object
    reason: str

    @property
    def is_asked(self):
        return self.row.values["value"] is None

    @property
    def is_range(self):
        return self.row.values["comparator"] == Comparator.RANGE

    @property
    def code(self):
        return self.row.values["code"]

    @property
    def is_condition(self):
        return bool(self.row.values["condition_of"])

    @property
    def value_in_words(self):
        if self.is_asked:
            return ""
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
        is_total = covering or target.from_year != target.to_year
        value, reason = _value_for(target, year) if is_total else (target.value, _("as in this plan"))
        proposals.append(Proposal(_row_for(row, year, value, covering), target, reason))
    return proposals


def _value_for(target, year):
    """The year's share of a target, else its printed yearly average, else the value itself, and why.

    What adds up over several years and was not split is asked for one of them (None); so are both ends of it.
    """
    is_added_up = target.measured_in in ADDED_UP and target.from_year != target.to_year
    if is_added_up and target.comparator == Comparator.RANGE:
        return None, _to_be_typed(target, year)
    share = target.shares.filter(year=year, unit__isnull=True).first()
    if share is not None:
        return share.value, _("the share of %(year)s") % {"year": year}
    average = _printed_average(target)
    if average is not None:
        total = format_trimmed(target.value, 4)
        return average, _("the printed yearly average of %(total)s") % {"total": total}
    if is_added_up:
        return None, _to_be_typed(target, year)
    return target.value, _("as in the plan above, %(years)s") % {"years": target.years}


def _to_be_typed(target, year):
    words = {"total": target.value_in_words, "years": target.years, "year": year}
    return _("%(total)s in %(years)s, not split by year: type the value of %(year)s.") % words


def _printed_average(target):
    if target.measured_in not in (MeasuredIn.PERSON, MeasuredIn.DONG) or not target.printed_average:
        return None
    try:
        return parse_number(target.printed_average)
    except NumberError:
        return None


def _row_for(row, year, value, is_of_another_plan):
    """The activities that serve a target of the plan above are not those of the new plan."""
    values = row.values | {"value": value, "from_year": year, "to_year": year, "phase": ""}
    values["wording"] = _of_the_year(row.source, year)
    if value is None:
        values["value_to"] = None
    if value != row.values["value"]:
        values["printed_average"] = ""
    if is_of_another_plan:
        values["activities"] = ()
    return type(row)(values)


def _of_the_year(target, year):
    """The wording with the new year in the place of the old one; years of a span may mean anything else."""
    if target.from_year != target.to_year:
        return target.wording
    return re.sub(rf"\b{target.from_year}\b", str(year), target.wording)


@transaction.atomic
def copy_plan(source, *, year, title, codes, by, typed=None):
    """A draft for `year` with the text of `source` and the proposed targets whose codes are in `codes`.

    `typed` holds what a person wrote of them: {code: {"value", "value_to", "wording"}}. Due dates of duties
    belong to the old year and stay behind.
    """
    require_editor(source, by)
    _require_year(source.programme, year)
    _require_free(source, year)
    above = parent_of_copy(source)
    contents = {name: _anew(rows) for name, rows in read_contents(source).items()}
    contents |= {name: [] for name in LEFT_BEHIND}
    plan_row = contents["plan"][0]
    plan_row.values |= OF_THIS_DOCUMENT | {
        "kind": PlanKind.ANNUAL_PLAN,
        "from_year": year,
        "to_year": year,
        "title": title,
    }
    _leave_decision(contents)
    for duty in (*contents["duties"], *contents["roles"]):
        duty.values["due_on"] = None
    contents["targets"] = _chosen(propose_targets(source, year), codes, typed or {})
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


def _chosen(proposals, codes, typed):
    """The proposed rows that were kept, as typed; a condition goes with its target."""
    kept = [proposal for proposal in proposals if proposal.code in codes]
    present = {proposal.code for proposal in kept} | {""}
    rows = [_filled(one, typed) for one in kept if one.row.values["condition_of"] in present]
    return [type(row)(row.values) for row in rows]


def _filled(proposal, typed):
    row = proposal.row
    row.values |= typed.get(proposal.code, {})
    if row.values["value"] is None:
        message = _("Type the value of target %(code)s: the total of several years is not that of one.")
        raise ChangeRefused(message % {"code": proposal.code})
    return row
