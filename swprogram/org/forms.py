"""What is typed about people: sign-in, a new person, a role, a new password."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import MESSAGES, ChangeForm
from swprogram.org import demo
from swprogram.org.models import Unit, User, reachable_units
from swprogram.org.roles import Role, Verb, fits, misfit_message


def helper(label):
    built = FormHelper()
    built.form_action = MESSAGES
    built.add_input(Submit("save", label))
    return built


class SignInForm(AuthenticationForm):
    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if user.is_demo and not demo.is_allowed(self.request):
            raise ValidationError(
                _("Demonstration accounts sign in only on the machine itself. Use your own account."),
                code="demo",
            )


class RoleForm(ChangeForm):
    """A role at a unit of the administrator's branch; no role is proposed."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose a role")), *Role.choices],
        help_text=_(
            "The officer of a commune holds the role at the commune, that of a district at the district."
        ),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        help_text=_("The role reaches this unit and everything below it."),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        reached = Unit.objects.filter(pk__in=reachable_units(by, Verb.MANAGE_PEOPLE))
        self.fields["unit"].queryset = reached.order_by("kind", "sort_key")
        self.helper = helper(_("Give this role"))

    def clean(self):
        """A role is held at a unit of its level; the services ask again."""
        cleaned = super().clean()
        role, unit = cleaned.get("role"), cleaned.get("unit")
        if role and unit and not fits(role, unit.kind):
            self.add_error("unit", misfit_message(role, unit.kind))
        return cleaned


class PersonForm(RoleForm):
    """A new person with a first role."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("Small letters and digits, for example nva.vungtau"),
    )
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_("At least 10 signs. Tell it to the person: the first sign-in asks for another one."),
    )

    field_order = ["username", "full_name", "password", "role", "unit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Add this person"))

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This user name is taken. Add something, for example the unit's name."))
        return username


class NewPasswordForm(ChangeForm):
    """A new password that the administrator gives to somebody who lost theirs."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_("At least 10 signs. Tell it to the person: the first sign-in asks for another one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        self.helper = helper(_("Set this password"))
