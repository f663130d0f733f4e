"""No page has an obstacle for people with a screen reader, a keyboard or a finger (axe, WCAG 2.2 A, AA)."""

from io import BytesIO

from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook

from facilities.models import Facility
from plans.models import Plan
from submissions.models import Submission
from swprogram.org.models import User
from training.enums import CourseState
from training.models import Course, Lecturer, TrainingNeed
from workforce.models import Post

OBSTACLES = ("moderate", "serious", "critical")
RULES = {"rules": {"target-size": {"enabled": True}}}  # 24 px; axe leaves it out unless it is asked
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


def pages_of_registries():
    """Lists with their filters open, and each kind of page about a facility, a person and a course."""
    officer = User.objects.get(username="tinh")
    facility = Facility.objects.visible_to(officer).filter(closed_on=None).earliest("pk").pk
    post = Post.objects.filter(ended_on=None).exclude(worker__birth_year=None).earliest("pk")
    worker, neighbour = post.worker, Post.objects.exclude(worker=post.worker).earliest("pk").worker
    course = Course.objects.filter(state=CourseState.HELD, sessions__isnull=False).earliest("pk").pk
    return [
        "/facilities/?ownership=public",
        "/facilities/new/",
        f"/facilities/{facility}/",
        *(f"/facilities/{facility}/{name}/" for name in ("edit", "services", "clients", "close", "merge")),
        "/workforce/?kind=collaborator",
        "/workforce/new/",
        f"/workforce/{worker.pk}/",
        f"/workforce/{worker.pk}/edit/",
        f"/workforce/{worker.pk}/identity/",
        f"/workforce/posts/{post.pk}/edit/",
        f"/workforce/posts/{post.pk}/move/",
        f"/workforce/posts/{post.pk}/allowance/",
        "/workforce/duplicates/",
        f"/workforce/duplicates/{worker.pk}/{neighbour.pk}/",
        "/workforce/bodies/",
        "/training/courses/?state=held",
        "/training/courses/new/",
        f"/training/courses/{course}/",
        *(f"/training/courses/{course}/{name}/" for name in ("hold", "attendance", "results", "history")),
        f"/training/courses/{course}/participants/new/?q=an",
        f"/training/courses/{course}/sessions/new/",
        "/training/year/",
        "/training/trained/",
        "/training/lecturers/",
        f"/training/lecturers/{Lecturer.objects.earliest('pk').pk}/",
        "/training/needs/",
        f"/training/needs/{TrainingNeed.objects.earliest('pk').pk}/edit/",
    ]


def test_axe_finds_nothing_serious_on_any_page(page, portal, sign_in):
    page.goto(f"{portal}/login/")
    found = {("/login/", obstacle): where for obstacle, where in obstacles(page)}
    people = {username: sign_in(username) for username in pages_by_person()}
    for username, paths in pages_by_person().items():
        for path in paths:
            found |= look(people[username], path)
    officer = people["tinh"]
    for path in pages_of_registries():
        found |= look(officer, path)
    for step in (*change_many(officer), *bring_in(officer), *amend(officer)):
        found |= step
    assert found == {}


def change_many(officer):
    """Rows are ticked, a column is chosen, its new value is typed."""
    officer.go("/facilities/")
    officer.page.locator("input[name=pk]").first.check()
    officer.page.locator("#bulk select[name=key]").select_option("ownership")
    officer.press(officer.page.locator("#bulk button[type=submit]"))
    yield look_at(officer, "bulk: value")
    officer.page.locator("main select[name=value]").select_option(index=2)
    officer.submit()
    yield look_at(officer, "bulk: confirm")


def bring_in(officer):
    """A workbook with a heading of the office's own is matched, mended and looked over."""
    send(officer, ("Tên", "Phân loại", "Đơn vị tính số liệu"), ("Trung tâm A", "Không rõ", "Phường 1"))
    yield look_at(officer, "import: unmatched")
    officer.page.locator("a[href$='/columns/']").first.click()
    yield look_at(officer, "import: matching")
    for choice in officer.page.locator(".match-table select").all():
        if not choice.input_value():
            choice.select_option("kind")
    officer.submit()
    yield look_at(officer, "import: wrong")
    send(officer, ("Tên", "Loại", "Đơn vị tính số liệu"), ("Trung tâm A", "Trường học", "Phường 1"))
    yield look_at(officer, "import: preview")
    officer.go("/facilities/import/")
    yield look_at(officer, "import: upload")


def send(officer, *rows):
    workbook, content = Workbook(), BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(content)
    officer.go("/facilities/import/")
    file = {"name": "co-so.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
    officer.page.locator("input[type=file]").set_input_files(file)
    officer.submit()


def amend(officer):
    """The pages on which a plan changes, which only an amendment opens."""
    plan = Plan.objects.get(title__endswith="năm 2024")
    officer.go(f"/plans/{plan.pk}/amend/")
    officer.page.locator("[name=subject]").fill("Minh họa")
    officer.submit()
    row = plan.legalbasis_set.first()
    for path in (
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/edit/",
        f"/plans/{plan.pk}/parts/activities/",
        f"/plans/{plan.pk}/parts/bases/{row.pk}/",
        f"/plans/{plan.pk}/targets/new/",
        f"/targets/{plan.targets.first().pk}/edit/",
    ):
        yield look(officer, path)


def look(person, path):
    person.go(path)
    return look_at(person, path)


def look_at(person, name):
    """{(name, width, rule): where} of the page that is open, unfolded, in both sizes; left in the first."""
    found = {}
    person.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    for size in reversed(SIZES):
        person.page.set_viewport_size(size)
        for rule, where in obstacles(person.page):
            found[name, size["width"], rule] = where
    return found


def obstacles(page):
    """(rule, where) of everything that axe finds on the page and that stands in somebody's way."""
    for violation in Axe().run(page, options=RULES).response["violations"]:
        if violation["impact"] in OBSTACLES:
            yield violation["id"], [node["target"] for node in violation["nodes"]][:3]
