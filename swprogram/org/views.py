"""Pages about units, people and one's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit.downloads import send_workbook
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page
from swprogram.kit.kept import IN_SESSION, find_kept
from swprogram.kit.workflow import ChangeRefused
from swprogram.kit.xlsx import write_workbook
from swprogram.org import demo, services
from swprogram.org.exports import account_changes_table, units_table
from swprogram.org.filters import AccountChangeFilter, PersonFilter, UnitFilter
from swprogram.org.forms import NewPasswordForm, PersonForm, RoleForm, SignInForm
from swprogram.org.models import AccountChange, Membership, Unit, User
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb
from swprogram.org.sign_in import remember_browser

PAGE_SIZE = 25
SHOWN_CHANGES = 20


class SignIn(LoginView):
    """Django's sign-in with our form; on the machine itself the demonstration accounts are listed."""

    form_class = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(self.request, response, form.get_user().get_username())
        return response

    def get_success_url(self):
        """Back to what was typed when the session ended, else where the person wanted to go."""
        return reverse("kept_typing") if find_kept(self.request) else super().get_success_url()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["has_kept"] = IN_SESSION in self.request.session
        allowed = demo.is_allowed(self.request)
        if allowed and User.objects.filter(is_demo=True).exists():
            context |= {"demo_accounts": demo.shown_accounts(), "demo_password": demo.DEMO_PASSWORD}
        return context


class PasswordChange(PasswordChangeView):
    """Django's change of one's own password, by our service: it is noted, and asked for no longer."""

    def form_valid(self, form):
        password = form.cleaned_data["new_password1"]
        person = services.change_own_password(self.request.user, password=password)
        update_session_auth_hash(self.request, person)
        return redirect(self.get_success_url())


def account(request):
    """One's own roles: what they are, and where to ask when one is missing."""
    return render(request, "org/account.html", {"memberships": request.user.live_memberships})


def unit_list(request):
    require_role(request.user.has_verb(Verb.VIEW_UNITS))
    units = UnitFilter(request.GET, queryset=_units(request.user), request=request)
    page = Paginator(units.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "org/unit_list.html", {"filter": units, "page_obj": page})


def unit_export(request):
    require_role(request.user.has_verb(Verb.VIEW_UNITS))
    units = UnitFilter(request.GET, queryset=_units(request.user), request=request)
    return send_workbook(write_workbook([units_table(units.qs)]), "don-vi")


def _units(user):
    return Unit.objects.visible_to(user).select_related("parent").order_by("sort_key", "pk")


def person_list(request):
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    people = PersonFilter(request.GET, queryset=User.objects.manageable_by(request.user), request=request)
    rows = people.qs.prefetch_related("memberships__unit").order_by("sort_key", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "org/person_list.html", {"filter": people, "page_obj": page})


def person_add(request):
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    form = PersonForm(request.POST or None, by=request.user)
    person = None
    if request.method == "POST" and form.is_valid():
        person = apply(form, services.add_person, **form.cleaned_data, by=request.user)
    if person:
        messages.success(request, _("%(person)s can sign in now.") % {"person": person})
        return redirect("person_detail", person.pk)
    return render(request, "org/person_form.html", {"form": form})


def person_detail(request, pk):
    """A person's roles, with the forms that add or end one, lock the account, or set a password."""
    person = _person(request.user, pk)
    form = RoleForm(request.POST or None, by=request.user)
    given = None
    if request.method == "POST" and form.is_valid():
        given = apply(form, services.grant_role, person, **form.cleaned_data, by=request.user)
    if given:
        messages.success(request, _("The role was given."))
        return redirect("person_detail", person.pk)
    memberships = person.memberships.select_related("unit").order_by("valid_to", "pk")
    context = {
        "person": person,
        "form": form,
        "roles": memberships,
        "is_self": person == request.user,
        "changes": person.account_changes.select_related("done_by", "unit")[:SHOWN_CHANGES],
    }
    return render(request, "org/person_detail.html", context)


def person_password(request, pk):
    person = _person(request.user, pk)
    if person == request.user:
        return redirect("password_change")
    form = NewPasswordForm(request.POST or None)
    changed = None
    if request.method == "POST" and form.is_valid():
        changed = apply(form, services.set_new_password, person, **form.cleaned_data, by=request.user)
    if changed:
        messages.success(request, _("The new password of %(person)s is set.") % {"person": person})
        return redirect("person_detail", person.pk)
    return render(request, "org/person_password.html", {"person": person, "form": form})


@require_POST
def person_lock(request, pk):
    """Lock the account, or unlock it."""
    person = _person(request.user, pk)
    person = services.set_active(person, is_active=not person.is_active, by=request.user)
    messages.success(request, _("The account is open.") if person.is_active else _("The account is locked."))
    return redirect("person_detail", person.pk)


@require_POST
def membership_end(request, pk):
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    people = User.objects.manageable_by(request.user)
    membership = get_object_or_404(Membership, pk=pk, user__in=people)
    try:
        services.end_role(membership, by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The role was ended."))
    return redirect("person_detail", membership.user_id)


def person_changes(request):
    """Who gave or ended which role, locked an account or set a password, and when."""
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    changes = AccountChangeFilter(request.GET, queryset=_changes(request.user), request=request)
    page = Paginator(changes.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "org/person_changes.html", {"filter": changes, "page_obj": page})


def person_changes_export(request):
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    changes = AccountChangeFilter(request.GET, queryset=_changes(request.user), request=request)
    return send_workbook(write_workbook([account_changes_table(changes.qs)]), "nhat-ky-tai-khoan")


def _changes(user):
    return AccountChange.objects.visible_to(user).select_related("person", "done_by", "unit")


def _person(user, pk):
    require_role(user.has_verb(Verb.MANAGE_PEOPLE))
    return get_object_or_404(User.objects.manageable_by(user), pk=pk)
