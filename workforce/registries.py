"""What the registry of people is: for lists, workbooks and jobs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from swprogram.registry.spec import Registry
from workforce.exports import WORKER_COLUMNS, read_rows, read_values
from workforce.filters import WorkerFilter
from workforce.imports import IMPORTER
from workforce.models import Worker
from workforce.permissions import can_add, editable_of
from workforce.services import change_many

WORKERS = Registry(
    code="worker",
    slug="workforce",
    title=_("Workforce"),
    model=Worker,
    columns=WORKER_COLUMNS,
    filterset=WorkerFilter,
    orders={"name": (_("Name"), ("sort_key", "pk")), "newest": (_("Newest"), ("-pk",))},
    read_values=read_values,
    read_rows=read_rows,
    can_add=can_add,
    importer=IMPORTER,
    change_many=change_many,
    editable_of=editable_of,
    lead=_("Everybody who does social work: a person once, with all posts."),
    add_label=pgettext_lazy("workforce", "Add a person"),
    empty_text=_("Enter the first person, or take over the Excel list of your office."),
    icon="person-badge",
    number_search="worker_find",
    subnav="workforce/parts/tabs.html",
    hints=(
        _("One row is one post. A person with two posts stands in two rows."),
        _("Leave person code and post number empty for a new person."),
        _("Two rows of one new person: write *1 as the person code in both (*2 for the next such person)."),
    ),
)
