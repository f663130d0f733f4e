"""The demonstration world in a live portal, and the hands and eyes of the people who use it."""

import re

import pytest
from django.core.management import call_command

from swprogram.org.demo import DEMO_PASSWORD
from swprogram.org.models import Unit
from swprogram.org.roles import Role
from tests.worlds import add_person


@pytest.fixture
def portal(transactional_db, live_server, settings):
    """The address of a portal that holds the demonstration world, on the demonstration's day."""
    settings.DEMO_DATE = "2024-06-17"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    call_command("load_reference", verbosity=0)
    call_command("make_demo", registries="home", verbosity=0)
    return live_server.url


# Not a part of the page that is swapped, and nothing at which the browser itself stops.
LEAVES_THE_PAGE = """({form}) =>
    form?.method === "post" && !form.hasAttribute("hx-post") && (form.noValidate || form.checkValidity())"""


class Person:
    """Somebody at a browser: signed in once, then clicking and typing."""

    def __init__(self, browser, portal, username):
        self.context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
        self.page = self.context.new_page()
        self.portal = portal
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)
        self.go("/login/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
        self.click_button("Đăng nhập")

    def _note(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def go(self, path):
        self.page.goto(self.portal + path)

    def open(self, name):
        """Follow the link with this name."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def choose(self, name):
        """Go where a line of the side bar leads."""
        self.page.locator(".sidebar-nav").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def click_button(self, name):
        self.press(self.page.get_by_role("button", name=name).first)

    def press(self, button):
        """A form in which something was typed leaves only after it was seen that the line stands."""
        if button.evaluate(LEAVES_THE_PAGE):
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
            self.page.wait_for_load_state()

    @property
    def path(self):
        """The address of the page that is open, without the place on it."""
        return self.page.url.removeprefix(self.portal).partition("#")[0]

    def submit(self):
        """Press the one button that saves the form."""
        buttons = "main form button.btn-primary[type=submit], main form input[type=submit]"
        self.press(self.page.locator(buttons).first)

    def type(self, label, text):
        self.page.get_by_label(label, exact=True).fill(text)

    def reads(self, text):
        """The page says this, to the sign; no-break spaces count as blanks."""
        words = " ".join(self.page.locator("main").inner_text().split())
        assert text in words, f"{text!r} is not in: {words[:3000]}"

    def read_target(self, name):
        """(numerator, denominator, printed value) of the target's card on the dashboard."""
        card = self.page.locator(".target-card", has=self.page.get_by_text(name)).first
        counted = re.findall(
            r"[\d.]+", card.locator(".target-counted:not(.target-rests-on)").first.inner_text()
        )
        numerator, denominator = (int(part.replace(".", "")) for part in counted[:2])
        return numerator, denominator, " ".join(card.locator(".target-value").first.inner_text().split())

    def download(self, name):
        """The file behind the link with this name."""
        link = self.page.get_by_role("link", name=name, exact=True).first
        response = self.context.request.get(self.portal + link.get_attribute("href"))
        assert response.ok
        return response.body()


@pytest.fixture
def sign_in(browser, portal):
    people = []

    def arrive(username):
        people.append(Person(browser, portal, username))
        return people[-1]

    yield arrive
    for person in people:
        person.context.close()


@pytest.fixture
def as_officer_of(portal):
    """Makes a provincial officer of an agency, with the known password; returns the user name."""

    def make(agency):
        person = add_person(Role.PROVINCIAL_OFFICER, Unit.objects.get(code=agency))
        person.set_password(DEMO_PASSWORD)
        person.save()
        return person.username

    return make
