"""What happens to the split of a target by year or by unit."""

from django.db import transaction

from plans.models import TargetShare
from plans.services.plans import lock_target
from swprogram.kit.changes import delete, require_version, save


@transaction.atomic
def split_target(target, *, key, values, version, by):
    """Keep the target's split by `key` ("year" or "unit") as given: {year or unit: value, None for no part}.

    The other split stays. The parts may differ from the total, which the target alone says.
    """
    target = lock_target(target, by=by)
    require_version(target, version)
    shares = {getattr(share, key): share for share in _shares(target, key)}
    changed = [_keep(target, shares.get(part), key, part, value, by) for part, value in values.items()]
    if any(changed):
        target.version += 1
        save(target, by)
    return target


def _shares(target, key):
    other = {"year": "unit", "unit": "year"}[key]
    return target.shares.filter(**{f"{key}__isnull": False, f"{other}__isnull": True}).select_related("unit")


def _keep(target, share, key, part, value, by):
    """One part of the split; returns whether anything changed."""
    if value is None:
        if share is not None:
            delete(share, by)
        return share is not None
    if share is not None and share.value == value:
        return False
    share = share or TargetShare(target=target, **{key: part})
    share.value = value
    save(share, by)
    return True
