"""What was done to people's accounts, and the passwords that they had."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from swprogram.kit.text import search_key
from swprogram.org.enums import AccountVerb
from swprogram.org.models.scope import Unit, User


class AccountChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The changes of the people whom this administrator manages, and those that it made itself."""
        managed = User.objects.manageable_by(user)
        return self.filter(models.Q(person__in=managed) | models.Q(person=user) | models.Q(done_by=user))


class AccountChange(models.Model):
    """One thing that was done to an account: who did what to whom and when, before and after.

    Rows are added by services in the transaction of the change, and never changed. `done_at` is the real
    time, also in a demonstration that lives on another day.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="account_changes", verbose_name=_("person"))
    verb = models.CharField(_("what was done"), max_length=20, choices=AccountVerb)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    before = models.CharField(_("before"), max_length=400, blank=True)
    after = models.CharField(_("after"), max_length=400, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    done_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    search_key = models.CharField(max_length=800, editable=False, db_index=True)

    objects = AccountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an account")
        verbose_name_plural = _("changes of accounts")
        ordering = ["-done_at", "-pk"]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.person}"

    def save(self, *args, **kwargs):
        people = (self.person, self.done_by)
        self.search_key = search_key(" ".join(f"{one.full_name} {one.username}" for one in people))
        super().save(*args, **kwargs)


class FormerPassword(models.Model):
    """The hash of a password that a person has or had: it is not taken again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    encoded = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("former password")
        verbose_name_plural = _("former passwords")
        ordering = ["-set_at", "-pk"]

    def __str__(self):
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"
