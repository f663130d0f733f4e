"""What the columns of the training registries refer to, as entries to choose from and as names to show."""

from facilities.enums import FacilityKind
from facilities.models import Facility
from plans.models import Activity
from swprogram.registry.cells import Entry


def training_bodies(user):
    """The bodies that train social workers, in the person's reach."""
    return (
        Facility.objects.visible_to(user).filter(kind=FacilityKind.TRAINING_BODY).order_by("sort_key", "pk")
    )


def body_entries(user):
    """Two bodies of one name are told apart by their code."""
    bodies, seen = list(training_bodies(user)), {}
    for body in bodies:
        seen.setdefault(body.name, []).append(body)
    return [
        Entry(body.pk, body.name if len(seen[body.name]) == 1 else f"{body.name} ({body.code})", (body.code,))
        for body in bodies
    ]


def body_names(pks):
    return dict(Facility.objects.filter(pk__in=pks).values_list("pk", "name"))


def activity_names(pks):
    return {activity.pk: str(activity) for activity in Activity.objects.filter(pk__in=pks)}


def stored_values(record, keys):
    """The values of the columns that are fields of the record; an id for a reference."""
    return {key: getattr(record, record._meta.get_field(key).attname) for key in keys}
