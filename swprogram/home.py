"""The first page of each person: where their work waits."""

from django.shortcuts import redirect

from swprogram.org.roles import Verb

FIRST_PAGES = (
    (Verb.ENTER_FIGURES, "submission_list"),
    (Verb.VIEW_RESULTS, "dashboard"),
    (Verb.REPORT_DUTIES, "duty_list"),
    (Verb.VIEW_PLANS, "plan_list"),
    (Verb.MANAGE_PEOPLE, "person_list"),
)


def home(request):
    """Officers who enter counts or report on duties see what waits for them; leaders see the dashboard."""
    for verb, page in FIRST_PAGES:
        if request.user.has_verb(verb):
            return redirect(page)
    return redirect("account")
