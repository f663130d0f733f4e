"""Pages about units, people and one's own account."""

from django.contrib import messages
from django.contrib.auth.views import LoginView
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.xlsx import write_workbook
from swprogram.org import demo, services
from swprogram.org.exports import units_table
from swprogram.org.filters import PersonFilter, UnitFilter
from swprogram.org.forms import NewPasswordForm, PersonForm, RoleForm, SignInForm
from swprogram.org.models import Membership, Unit, User
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb

PAGE_SIZE = 25


class SignIn(LoginView):
    """Django's sign-in with our form; on the machine itself the demonstration accounts are listed."""

    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        allowed = demo.is_allowed(self.request.META.get("REMOTE_ADDR"))
        if allowed and User.objects.filter(is_demo=True).exists():
            context |= {"demo_accounts": demo.shown_accounts(), "demo_password": demo.DEMO_PASSWORD}
        return context


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
    if request.method == "POST" and form.is_valid():
        person = services.add_person(**form.cleaned_data, by=request.user)
        messages.success(request, _("%(person)s can sign in now.") % {"person": person})
        return redirect("person_detail", person.pk)
    return render(request, "org/person_form.html", {"form": form})


def person_detail(request, pk):
    """A person's roles, with the forms that add or end one, lock the account, or set a password."""
    person = _person(request.user, pk)
    form = RoleForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        services.grant_role(person, **form.cleaned_data, by=request.user)
        messages.success(request, _("The role was given."))
        return redirect("person_detail", person.pk)
    memberships = person.memberships.select_related("unit").order_by("valid_to", "pk")
    context = {"person": person, "form": form, "roles": memberships, "is_self": person == request.user}
    return render(request, "org/person_detail.html", context)


def person_password(request, pk):
    person = _person(request.user, pk)
    form = NewPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_new_password(person, password=form.cleaned_data["new_password1"], by=request.user)
        messages.success(request, _("The new password of %(person)s is set.") % {"person": person})
        return redirect("person_detail", person.pk)
    return render(request, "org/person_password.html", {"person": person, "form": form})


@require_POST
def person_lock(request, pk):
    """Lock the account, or unlock it."""
    person = _person(request.user, pk)
    services.set_active(person, is_active=not person.is_active, by=request.user)
    messages.success(request, _("The account is open.") if person.is_active else _("The account is locked."))
    return redirect("person_detail", person.pk)


@require_POST
def membership_end(request, pk):
    require_role(request.user.has_verb(Verb.MANAGE_PEOPLE))
    people = User.objects.manageable_by(request.user)
    membership = get_object_or_404(Membership, pk=pk, user__in=people)
    services.end_role(membership, by=request.user)
    messages.success(request, _("The role was ended."))
    return redirect("person_detail", membership.user_id)


def _person(user, pk):
    require_role(user.has_verb(Verb.MANAGE_PEOPLE))
    return get_object_or_404(User.objects.manageable_by(user), pk=pk)
