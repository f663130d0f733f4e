"""Identity numbers are opened one at a time, for a purpose, and each opening is logged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused
from workforce.models import IdentityOpening
from workforce.permissions import can_open_identity_number


@transaction.atomic
def open_identity_number(worker, *, purpose, by):
    """Log who opens the number and why, and return it whole (Nghị định 13/2023/NĐ-CP)."""
    if not can_open_identity_number(by, worker):
        raise ValidationError(_("Your role does not open identity numbers here."))
    if not worker.identity_number:
        raise ChangeRefused(_("No identity number was given for this person."))
    opening = IdentityOpening(worker=worker, opened_by=by, opened_at=clock.now(), purpose=purpose)
    opening.full_clean()
    opening.save()
    return worker.identity_number
