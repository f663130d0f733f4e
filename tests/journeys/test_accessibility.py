"""No page has a serious obstacle for people with a screen reader or a keyboard (axe, WCAG 2 A and AA)."""

from axe_playwright_python.sync_playwright import Axe

from plans.models import Plan
from submissions.models import Submission

OBSTACLES = ("serious", "critical")
SIZES = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})


def pages_by_person():
    """The pages that matter most to each person."""
    plan = Plan.objects.get(title__endswith="năm 2024")
    target = plan.targets.get(code="VT-2")
    commune = Submission.objects.get(unit__code="26506", round__period__year=2024)
    sent = Submission.objects.get(unit__code="26509", round__period__year=2024)
    result = f"/results/{target.pk}/{commune.round_id}/{plan.unit_id}/"
    return {
        "tinh": [
            "/plans/",
            f"/plans/{plan.pk}/",
            "/plans/new/",
            "/plans/upload/",
            f"/plans/{plan.pk}/amend/",
            f"/plans/{plan.pk}/history/",
            f"/plans/{plan.pk}/copy/",
            f"/plans/{plan.pk}/budget/",
            f"/plans/{plan.pk}/budget/new/",
            f"/plans/{plan.pk}/results-of-activities/",
            f"/plans/{plan.pk}/attachments/new/",
            f"/plans/{plan.pk}/trace/",
            f"/targets/{target.pk}/trace/",
            "/duties/",
            "/duties/late/",
            f"/targets/{target.pk}/history/",
            f"/targets/{target.pk}/results/",
            f"/targets/{target.pk}/formula/",
            result,
            "/rounds/",
            "/rounds/new/",
            f"/rounds/{commune.round_id}/",
            f"/rounds/{commune.round_id}/close/",
            "/reports/",
            "/reports/new/",
            "/units/",
            "/account/",
            "/account/password/",
        ],
        "lanhdao": ["/dashboard/"],
        "huyen": ["/submissions/", f"/submissions/{sent.pk}/", f"/submissions/{sent.pk}/return/"],
        "xa": ["/submissions/", f"/submissions/{commune.pk}/edit/", f"/submissions/{commune.pk}/"],
        "soyte": ["/duties/"],
        "quantri": ["/people/", "/people/new/"],
    }


def test_axe_finds_nothing_serious_on_any_page(page, portal, sign_in):
    page.goto(f"{portal}/login/")
    found = {("/login/", obstacle): where for obstacle, where in obstacles(page)}
    for username, paths in pages_by_person().items():
        person = sign_in(username)
        for path in paths:
            found |= {(path, *key): where for key, where in look(person, path)}
    assert found == {}


def test_axe_finds_nothing_serious_while_a_plan_is_amended(sign_in):
    officer = sign_in("tinh")
    plan = Plan.objects.get(title__endswith="năm 2024")
    officer.go(f"/plans/{plan.pk}/amend/")
    officer.page.locator("[name=subject]").fill("Minh họa")
    officer.submit()
    row = plan.legalbasis_set.first()
    paths = [
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/edit/",
        f"/plans/{plan.pk}/parts/activities/",
        f"/plans/{plan.pk}/parts/bases/{row.pk}/",
        f"/plans/{plan.pk}/targets/new/",
        f"/targets/{plan.targets.first().pk}/edit/",
    ]
    assert {(path, *key): where for path in paths for key, where in look(officer, path)} == {}


def look(person, path):
    person.go(path)
    for size in SIZES:
        person.page.set_viewport_size(size)
        for obstacle, where in obstacles(person.page):
            yield (size["width"], obstacle), where


def obstacles(page):
    """(rule, where) of everything serious that axe finds on the page."""
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in OBSTACLES:
            yield violation["id"], [node["target"] for node in violation["nodes"]][:3]
