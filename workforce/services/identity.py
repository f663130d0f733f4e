"""Identity numbers are opened one at a time, for a purpose, and each opening is logged."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused
from workforce.models import IdentityLookup, IdentityOpening, Worker
from workforce.permissions import can_find_identity_numbers, can_open_identity_number

KEY_OF_LOOKUPS = "workforce.identity_lookup"


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


@transaction.atomic
def find_by_identity_number(number, *, by):
    """The person in reach with this whole number, or None; every look-up is logged, found or not."""
    if not can_find_identity_numbers(by):
        raise PermissionDenied(_("Your role does not look people up by identity numbers."))
    worker = Worker.objects.visible_to(by).filter(identity_number=number).first()
    if worker is not None and not can_open_identity_number(by, worker):
        worker = None
    IdentityLookup.objects.create(
        looked_by=by, looked_at=clock.now(), digest=digest_of(number), worker=worker
    )
    return worker


def digest_of(number):
    """How the log names a number: a hash with the portal's key."""
    return salted_hmac(KEY_OF_LOOKUPS, number, algorithm="sha256").hexdigest()
