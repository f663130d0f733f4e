"""An officer whose session ends or whose line breaks loses nothing, and sees what became of the form."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from submissions.models import Submission
from swprogram.org.demo import DEMO_PASSWORD
from swprogram.org.roles import Role
from tests.factories.submissions import figure_ids
from tests.journeys.conftest import Person
from tests.worlds import make_world, open_half_year

NOTE = "Đơn vị đã rà soát từng hồ sơ cùng các trường và trạm y tế. " * 10


@pytest.fixture
def officer(transactional_db, catalogue, live_server, settings, browser):
    settings.DEMO_DATE = "2024-06-10"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    world = make_world()
    opened = open_half_year(world.home, 2024)
    account = world.home.people[Role.COMMUNE_OFFICER]
    account.set_password(DEMO_PASSWORD)
    account.save()
    person = Person(browser, live_server.url, account.username)
    person.account = account
    person.submission = Submission.objects.get(round=opened, unit=world.home.communes["Đông Một"])
    person.address = reverse("submission_edit", args=[person.submission.pk])
    yield person
    person.context.close()


def school(person):
    return f"#figure-{figure_ids(person.submission)['bodies:school']}"


def type_in(person):
    person.page.locator(school(person)).fill("12")
    person.page.locator("[name=note]").fill(NOTE)


def is_on_screen(person, selector):
    """Does the element stand inside the window, and does it have the focus?"""
    return person.page.locator(selector).first.evaluate(
        """element => {
          const {top, bottom} = element.getBoundingClientRect();
          return top >= 0 && top < innerHeight && bottom > 0 && document.activeElement === element;
        }"""
    )


def test_a_session_that_ends_and_a_line_that_breaks_lose_nothing(officer):
    officer.go(officer.address)
    type_in(officer)
    officer.context.set_offline(True)
    officer.page.get_by_role("button", name="Lưu nháp").last.click()
    officer.page.get_by_text("Không kết nối được với hệ thống").wait_for()
    assert officer.page.locator("[name=note]").input_value() == NOTE
    assert is_on_screen(officer, "#line-notice")
    officer.context.set_offline(False)

    Session.objects.all().delete()
    officer.page.get_by_role("button", name="Lưu nháp").last.click()
    officer.page.get_by_text("được giữ lại trong một giờ").wait_for()
    officer.page.get_by_label("Tên đăng nhập").fill(officer.account.username)
    officer.page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    officer.click_button("Đăng nhập")
    officer.reads("Nội dung đã nhập vẫn còn")
    officer.click_button("Tiếp tục với biểu mẫu này")
    officer.reads("Đã lưu bản nháp: đã nhập 1/98 ô.")
    assert officer.page.locator(school(officer)).input_value() == "12"
    assert officer.page.locator("[name=note]").input_value() == NOTE.strip()


def test_what_became_of_a_form_stands_on_the_screen_wherever_one_was(officer):
    officer.go(f"{officer.address}#section-3")
    officer.page.locator("#section-3 .count-input").first.fill("3")
    officer.page.get_by_role("button", name="Lưu nháp").last.click()
    officer.page.get_by_text("Trở lại chỗ đang nhập").wait_for()
    assert is_on_screen(officer, "#messages .notice")
    officer.page.get_by_text("Trở lại chỗ đang nhập").click()
    officer.page.get_by_role("button", name="Gửi", exact=True).last.click()
    officer.page.locator(".error-summary").wait_for()
    assert is_on_screen(officer, ".error-summary")
    assert "#messages" in officer.page.url


def test_without_scripts_the_answer_stands_on_the_screen_too(officer, browser):
    storage = officer.context.storage_state()
    context = browser.new_context(locale="vi-VN", java_script_enabled=False, storage_state=storage)
    page = context.new_page()
    page.goto(f"{officer.portal}{officer.address}#section-3")
    page.get_by_role("button", name="Gửi", exact=True).last.click()
    page.locator(".error-summary").wait_for()
    assert page.url.endswith("#messages")
    assert page.locator("#messages .notice").first.bounding_box()["y"] < 768
    context.close()
