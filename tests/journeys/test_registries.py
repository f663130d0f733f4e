"""People keep the registries through the pages, and the next count form has their numbers."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from facilities.models import Facility
from submissions.models import Submission
from swprogram.kit.downloads import XLSX
from swprogram.org.demo import DEMO_PASSWORD
from swprogram.org.roles import Role
from tests.factories.submissions import figure_ids
from tests.journeys.students import ADDRESS_OF_THE_YEAR, NAMES, YEARS, list_of_students
from tests.worlds import make_world, open_half_year
from training.models import Course, Participant
from workforce.models import Worker

STATION = {
    "name": "Trạm Y tế xã Đông Một",
    "kind": "health_station",
    "in_network_plan": True,
    "address": "Thôn Trung, xã Đông Một",
    "phone": "0254 3825 001",
    "latitude": "10,346012",
}
COMMITTEE = {"name": "Ủy ban nhân dân xã Đông Một", "kind": "committee"}
LAN = {
    "full_name": "Nguyễn Thị Lan",
    "sex": "female",
    "birth_year": "1986",
    "post-kind": "public_employee",
    "post-workplace": "health",
    "post-facility": STATION["name"],
    "post-position": "Viên chức trạm y tế",
}
SECOND_POST = {"kind": "collaborator", "workplace": "commune", "engagement": "concurrent"}
COURSE = {
    "title": "Tập huấn kỹ năng công tác xã hội năm 2024",
    "kind": "skills",
    "subject": "social_work",
    "planned_people": "30",
    "starts_on": "03/06/2024",
    "ends_on": "05/06/2024",
}

# What the registries count for Đông Một, by hand; every other cell that they know is 0.
COUNTS = {
    "staff:public_employee:health": 1,  # Lan, once, at the main post
    "staff_trained:public_employee:health": 1,
    "trainees:skills": 19,
    "trained_in_phase": 19,
    "bodies:hospital": 1,
    "bodies:commune": 1,
    "bodies_with_staff:hospital": 1,
    "bodies_with_staff:commune": 1,  # by the second post
    "facilities_planned:health": 1,
    "facilities_serving:health": 1,
}


@pytest.fixture
def home(transactional_db, catalogue, settings):
    """The first province on the last day of the period, its round open and its people with a password."""
    settings.DEMO_DATE = "2024-06-14"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    home = make_world().home
    open_half_year(home, 2024)
    for person in home.people.values():
        person.set_password(DEMO_PASSWORD)
        person.save()
    return home


@pytest.fixture
def portal(home, live_server):
    return live_server.url


def test_registries_that_people_keep_fill_the_next_count_form(home, sign_in):
    commune = sign_in(home.people[Role.COMMUNE_OFFICER].username)
    forget_a_coordinate(commune)
    mend_it_and_say_the_services(commune)
    add_the_committee(commune)
    add_a_person(commune)
    add_a_second_post(commune)

    district = sign_in(home.people[Role.DISTRICT_OFFICER].username)
    course = hold_a_course(district, home.districts["Đông"])
    upload_a_list_with_a_wrong_year(district, course)
    upload_the_mended_list(district, course)
    record_the_results(district, course)
    link_one_to_the_registry(district, course)
    export_and_import_again(district, course)

    open_the_prefilled_form(commune)
    open_the_lists_behind(commune)
    differ_and_be_asked_why(commune)
    say_why_and_send(commune)
    see_the_mark(district)
    assert commune.errors + district.errors == []


# --- The commune: facilities and people ---------------------------------------------------------------


def forget_a_coordinate(commune):
    """One co-ordinate alone: the other field says so, and everything typed still stands there."""
    visit(commune, "facility_list")
    follow(commune, "facility_add")
    fill(commune, STATION)
    save(commune)
    said = commune.page.locator("#div_id_longitude .invalid-feedback").inner_text()
    assert said == in_vietnamese("Give both co-ordinates, or none.")
    assert read(commune, STATION) == STATION
    assert Facility.objects.count() == 0


def mend_it_and_say_the_services(commune):
    fill(commune, {"longitude": "107,084331"})
    save(commune)
    station = Facility.objects.get(name=STATION["name"])
    assert commune.path == reverse("facility_services", args=[station.pk])
    fill(commune, {"gives_advice": True, "since_advice": "01/01/2020", "gives_referral": True})
    save(commune)
    services = commune.page.locator("section[aria-labelledby=services-title] tbody tr")
    assert services.count() == 2
    commune.reads("10,346012; 107,084331")


def add_the_committee(commune):
    visit(commune, "facility_list")
    follow(commune, "facility_add")
    fill(commune, COMMITTEE)
    save(commune)
    visit(commune, "facility_list")
    assert commune.page.locator(".registry-table tbody tr").count() == 2


def add_a_person(commune):
    visit(commune, "worker_list")
    follow(commune, "worker_add")
    fill(commune, LAN)
    save(commune)
    lan = Worker.objects.get()
    assert commune.path == reverse("worker_detail", args=[lan.pk])
    commune.reads(lan.code)
    assert commune.page.locator("section[aria-labelledby=posts-title] tbody tr").count() == 1


def add_a_second_post(commune):
    follow(commune, "worker_post_add", Worker.objects.get().pk)
    fill(commune, SECOND_POST)
    save(commune)
    commune.reads(in_vietnamese("One person, %(count)d posts: counts once, at the main post.") % {"count": 2})
    posts = commune.page.locator("section[aria-labelledby=posts-title] tbody tr")
    assert posts.count() == 2
    assert STATION["name"] in posts.filter(has=commune.page.locator(".state")).inner_text()


# --- The district: a course and who took part ---------------------------------------------------------


def hold_a_course(district, unit):
    visit(district, "course_list")
    follow(district, "course_add")
    fill(district, COURSE | {"unit": str(unit.pk)})
    save(district)
    course = Course.objects.get()
    follow(district, "course_hold", course.pk)
    save(district)
    assert tiles(district) == ["0", "0", "0", "0"]
    return course


def upload_a_list_with_a_wrong_year(district, course):
    """The portal asks once which column is which; then it names the cell, and saves nothing."""
    upload(district, course, {11: "19x5"})
    follow(district, "participant_import_match", parent_id=course.pk, run_id=last_run(district))
    columns = district.page.locator("main select[name^=column-]")
    assert columns.evaluate_all(SELECTED) == ["", "birth_year", "unit", "certificate_number"]
    press(district, "button[name=take][value=all]")
    assert columns.evaluate_all(SELECTED) == ["full_name", "birth_year", "unit", "certificate_number"]
    save(district)
    assert tiles(district) == ["29", "0", "0", "1"]
    wrong = district.page.locator("section[aria-labelledby=problems-title] tbody tr")
    cells = wrong.locator("th, td").all_inner_texts()
    assert [cell.strip() for cell in cells[:3]] == [ADDRESS_OF_THE_YEAR, "Năm sinh", "19x5"]
    assert cells[3] == in_vietnamese("Type a whole number from %(least)s to %(most)s.") % YEARS
    assert Participant.objects.count() == 0


def upload_the_mended_list(district, course):
    """The headings are known by now: the preview comes at once, and nothing is saved before the button."""
    upload(district, course)
    assert tiles(district) == ["30", "0", "0", "0"]
    warnings = district.page.locator(".import-warnings").inner_text()
    assert Worker.objects.get().code in warnings
    assert NAMES[0] in warnings
    assert Participant.objects.count() == 0
    save(district)
    assert Participant.objects.count() == 30
    follow(district, "course_detail", course.pk)
    assert tiles(district) == ["29", "30", "0", "0"]


def record_the_results(district, course):
    follow(district, "course_results", course.pk)
    press(district, "button[name=complete_all]")
    visit(district, "course_detail", course.pk)
    assert tiles(district) == ["29", "30", "29", "0"]


def link_one_to_the_registry(district, course):
    """Nobody is linked by the name alone: the officer says that it is the same person."""
    line = course.participants.get(full_name=LAN["full_name"])
    follow(district, "participant_edit", line.pk)
    fill(district, {"worker": str(Worker.objects.get().pk)})
    save(district)
    shown = district.page.locator(f"#line-{line.pk}")
    assert shown.get_by_role("link", name=LAN["full_name"], exact=True).count() == 1
    assert tiles(district) == ["29", "30", "29", "0"]


def export_and_import_again(district, course):
    """What left as a workbook changes nothing when it comes back."""
    for name, rows in (("facility", "2"), ("worker", "2"), ("course", "1")):
        visit(district, f"{name}_list")
        with district.page.expect_download() as download:
            district.page.locator(f"form[action^='{reverse(f'{name}_export')}'] button").click()
        visit(district, f"{name}_import")
        send_file(district, download.value.path().read_bytes())
        assert tiles(district) == ["0", "0", rows, "0"], name
    visit(district, "course_detail", course.pk)
    with district.page.expect_download() as download:
        district.page.locator(f"main a[href='{reverse('participant_export', args=[course.pk])}']").click()
    visit(district, "participant_import", parent_id=course.pk)
    send_file(district, download.value.path().read_bytes())
    assert tiles(district) == ["0", "0", "30", "0"]


# --- The count form -----------------------------------------------------------------------------------


def open_the_prefilled_form(commune):
    visit(commune, "submission_list")
    follow(commune, "submission_edit", counts_of_the_commune().pk)
    typed = commune.page.locator("#count-form .count-input").evaluate_all(TYPED)
    places = {f"figure-{pk}": place for place, pk in figure_ids(counts_of_the_commune()).items()}
    filled = {places[name]: int(value) for name, value in typed if value not in ("", "0")}
    assert filled == COUNTS
    assert commune.page.locator(".count-input.is-prefilled").count() == 79


def open_the_lists_behind(commune):
    """Beside each number stands the list of exactly so many records."""
    found = {}
    for place in COUNTS:
        with commune.page.expect_popup() as popup:
            commune.page.locator(f"#figure-{figure_of(place)}-registry a").click()
        popup.value.wait_for_load_state()
        found[place] = popup.value.locator("#results tbody tr").count()
        popup.value.close()
    assert found == COUNTS


def differ_and_be_asked_why(commune):
    """Another number than the registry's is not sent before the note says why."""
    cell = commune.page.locator(f"#figure-{figure_of('bodies:hospital')}")
    cell.fill("2")
    commune.page.locator("button[value=zeros-3]").click()
    send(commune)
    assert counts_of_the_commune().state == "draft"
    assert commune.page.locator("[name=note]").get_attribute("aria-invalid") == "true"
    assert commune.page.locator("#sending details a").get_attribute("href") == f"#{cell.get_attribute('id')}"
    assert cell.input_value() == "2"


def say_why_and_send(commune):
    fill(commune, {"note": "Phòng khám đa khoa khu vực chưa có trong danh bạ."})
    send(commune)
    assert counts_of_the_commune().state == "sent"
    assert commune.path == reverse("submission_detail", args=[counts_of_the_commune().pk])


def see_the_mark(district):
    """Whoever reviews sees which number differs, the registry's beside it, and why."""
    visit(district, "submission_list")
    follow(district, "submission_detail", counts_of_the_commune().pk)
    marked = district.page.locator("td.is-different")
    assert marked.count() == 1
    assert marked.inner_text().split()[0] == "2"
    assert marked.get_by_role("link").inner_text().split()[-1] == "1"
    district.reads("Phòng khám đa khoa khu vực chưa có trong danh bạ.")


# --- Hands and eyes -----------------------------------------------------------------------------------

SELECTED = "fields => fields.map(field => field.value)"
TYPED = "fields => fields.map(field => [field.id, field.value])"


def visit(person, name, *args, **kwargs):
    person.go(reverse(name, args=args, kwargs=kwargs))


def follow(person, name, *args, **kwargs):
    """Click the link that leads there; it must stand on the page."""
    press(person, f"main a[href='{reverse(name, args=args, kwargs=kwargs)}']")


def save(person):
    """Press the button that saves the form, or uploads, or goes on."""
    press(person, "main form button.btn-primary[type=submit]:visible")


def press(person, target):
    """Click, and wait for the page that answers: the database is asked afterwards."""
    with person.page.expect_navigation():
        person.page.locator(target).first.click()


def fill(person, typed):
    """Type, tick and choose: {name of the field: value}."""
    for name, value in typed.items():
        field = person.page.locator(f"main form [name='{name}']").last
        if value is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def read(person, names):
    """{name of the field: what stands in it}."""
    fields = {name: person.page.locator(f"main form [name='{name}']") for name in names}
    return {
        name: field.is_checked() if field.get_attribute("type") == "checkbox" else field.input_value()
        for name, field in fields.items()
    }


def tiles(person):
    """The numbers in large print on top of the page."""
    return person.page.locator(".stat-tiles .stat-value").all_inner_texts()


def upload(district, course, wrong_years=()):
    visit(district, "course_detail", course.pk)
    follow(district, "participant_import", parent_id=course.pk)
    send_file(district, list_of_students(dict(wrong_years)))


def send_file(person, content):
    file = {"name": "danh-sach.xlsx", "mimeType": XLSX, "buffer": content}
    person.page.locator("main input[type=file]").set_input_files(file)
    save(person)


def last_run(person):
    return int(person.path.rstrip("/").rpartition("/")[2])


def counts_of_the_commune():
    return Submission.objects.get(unit__short_name="Đông Một")


def figure_of(place):
    return figure_ids(counts_of_the_commune())[place]


def send(person):
    press(person, "#count-form .form-bar button[value=send]")


def in_vietnamese(text):
    """The words that the page shows."""
    with translation.override("vi"):
        return _(text)
