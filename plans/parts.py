"""The parts of a plan that are entered row by row: one line for each, and nothing else to register."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from plans import models
from plans.enums import PassageKind, PlanPart


@dataclass(frozen=True)
class Part:
    """A list of rows of one model in one section of the plan.

    `having` narrows the rows and is set on new ones; `under` is the field whose value groups the rows: they
    are moved up and down inside their group only. A part under itself is a tree. `titled_by` are the
    fields that make the first line of a row on the screen.
    """

    section: str
    label: str
    model: type
    fields: tuple
    titled_by: tuple = ("number", "text")
    having: dict = field(default_factory=dict)
    kinds: tuple = ()
    under: str = ""
    also_under: tuple = ()
    is_required: tuple = ()

    @property
    def is_tree(self):
        return self.under == "parent"

    def rows(self, plan):
        """The part's rows in printed order."""
        rows = self.model.objects.filter(plan=plan, **self._narrow())
        return rows.order_by("position", "pk")

    def records(self, plan):
        """The history of the part's rows, of those that were deleted too."""
        return self.model.history.filter(plan_id=plan.pk, **self._narrow())

    def _narrow(self):
        return self.having | ({"kind__in": self.kinds} if len(self.kinds) > 1 else {})

    def new_row(self, plan):
        """An empty row of this part, unsaved."""
        values = {name: value for name, value in self.having.items() if "__" not in name}
        return self.model(plan=plan, **values)

    def group_of(self, row):
        """What two rows have in common that stand in one list, one above the other."""
        names = ([self.under] if self.under else []) + list(self.also_under)
        return tuple(getattr(row, row._meta.get_field(name).attname) for name in names)


def passages(section, label, *kinds):
    """A part that holds passages of one kind, or of several between which the person chooses."""
    if len(kinds) == 1:
        return Part(section, label, models.Passage, ("number", "text"), having={"kind": kinds[0]})
    return Part(section, label, models.Passage, ("kind", "number", "text"), kinds=kinds)


PARTS = {
    "headings": Part("", _("Printed headings"), models.Heading, ("part", "number", "text")),
    "bases": Part(
        PlanPart.BASES, _("Legal bases"), models.LegalBasis, ("text", "number", "issued_on"), ("text",)
    ),
    "articles": passages(PlanPart.ARTICLES, _("Articles of the decision"), PassageKind.ARTICLE),
    "purposes": passages(
        PlanPart.PURPOSES, _("Purposes and requirements"), PassageKind.PURPOSE, PassageKind.REQUIREMENT
    ),
    "objectives": passages(PlanPart.OBJECTIVES, _("Objectives"), PassageKind.OBJECTIVE),
    "phases": Part(
        PlanPart.PHASES,
        _("Phases"),
        models.Phase,
        ("number", "name", "from_year", "to_year"),
        ("number", "name"),
    ),
    "solutions": passages(PlanPart.SOLUTIONS, _("Solutions"), PassageKind.SOLUTION),
    "activities": Part(
        PlanPart.ACTIVITIES,
        _("Activities"),
        models.Activity,
        ("parent", "number", "text"),
        under="parent",
    ),
    "roles": Part(
        PlanPart.ACTIVITIES,
        _("Who acts in which activity"),
        models.Duty,
        ("activity", "body", "role", "printed_body", "text", "due_on", "rhythm"),
        ("body",),
        having={"activity__isnull": False},
        under="activity",
        also_under=("role",),
        is_required=("activity",),
    ),
    "funding": passages(PlanPart.FUNDING, _("Funding"), PassageKind.FUNDING),
    "sources": Part(
        PlanPart.FUNDING, _("Funding sources"), models.FundingSource, ("kind", "text"), ("text",)
    ),
    "reporting": passages(PlanPart.REPORTING, _("Reporting"), PassageKind.REPORTING),
    "bodies": Part(
        PlanPart.DUTIES,
        _("Bodies"),
        models.Body,
        ("number", "name", "agency", "is_class", "members"),
        ("number", "name"),
    ),
    "duties": Part(
        PlanPart.DUTIES,
        _("Duties of bodies"),
        models.Duty,
        ("body", "role", "text", "printed_body", "due_on", "rhythm"),
        ("text",),
        having={"activity__isnull": True},
        under="body",
        is_required=("text",),
    ),
    "recipients": Part(PlanPart.RECIPIENTS, _("Recipients"), models.Recipient, ("text",), ("text",)),
    "facts": Part(
        PlanPart.FACTS,
        _("Facts that the document states"),
        models.Fact,
        ("code", "text", "figure", "measured_in", "as_of", "note"),
        ("code", "text"),
    ),
    "fact-sources": passages(PlanPart.FACTS, _("Sources of the facts"), PassageKind.FACT_SOURCE),
    "corrections": Part(
        "",
        _("Correction notes"),
        models.Correction,
        ("where", "printed", "correct", "note"),
        ("where",),
    ),
}


def parts_of_section(section):
    """The parts (slug, label) that are entered in this section of the plan's page, in their order."""
    return [(slug, part.label) for slug, part in PARTS.items() if part.section == section]
