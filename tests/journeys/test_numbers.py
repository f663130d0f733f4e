"""A number means the same to the script of a form and to the server that saves it."""

import pytest
from django.conf import settings
from django.utils import translation

from swprogram.kit.numbers import NumberError, parse_count

pytestmark = pytest.mark.journey

FIELD = """<html lang="vi"><form data-message-number="Không phải số"><div data-count-grid>
<input class="count-input" id="one" data-row="1" data-col="1" value="">
<input class="count-input" id="two" data-row="2" data-col="1" value="">
</div></form></html>"""
TEXTS = (
    "0", "5", "007", "1234", "1.234", "1.234.567", "1\u00a0234", "1\u202f234", "1\u2009234", " 12 ",
    "5\t123", "5 123", "5  123", "7\x0b120", "5\u00a0\u00a0123", "5\u00a012", "1.234\u00a0567", "5;123",
    "1.2.3", "12.34", "0.123", "1,234", "1.234,5", "5,", "abc", "5\u3000123",
)  # fmt: skip


@pytest.fixture
def form(browser):
    page = browser.new_page()
    page.set_content(FIELD)
    for name in ("page.js", "count_form.js"):
        page.add_script_tag(path=settings.BASE_DIR / "static/js" / name)
    yield page
    page.close()


def is_read(text):
    with translation.override("vi"):
        try:
            parse_count(text)
        except NumberError:
            return False
    return True


def test_the_script_takes_what_the_server_takes_and_nothing_else(form):
    taken = {}
    for text in TEXTS:
        form.evaluate("text => { document.getElementById('one').value = text; }", text)
        form.locator("#one").focus()
        form.locator("#two").focus()
        taken[text] = form.locator("#one").get_attribute("aria-invalid") != "true"
    assert taken == {text: is_read(text) for text in TEXTS}


@pytest.mark.parametrize(("copied", "kept"), (("5\t123", "5; 123"), ("7\r\n120\r\n", "7; 120"), ("9\n", "9")))
def test_cells_that_are_pasted_into_one_field_stay_apart(form, copied, kept):
    form.locator("#one").focus()
    form.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            const field = document.getElementById("one");
            if (field.dispatchEvent(paste)) field.value = text;
        }""",
        copied,
    )
    assert form.locator("#one").input_value() == kept
