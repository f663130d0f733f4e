"""The portal on a phone whose browser runs no scripts."""

import pytest

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser, portal):
    context = browser.new_context(locale="vi-VN", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal}/login/")
    page.get_by_label("Tên đăng nhập").fill("tinh")
    page.get_by_label("Mật khẩu").fill("BaRia-VungTau-2024")
    page.get_by_role("button", name="Đăng nhập").click()
    yield page
    context.close()


def test_the_menu_opens_closes_and_leads_on(phone):
    plans = phone.locator(".sidebar-nav").get_by_role("link", name="Kế hoạch", exact=True)
    assert not plans.is_visible()
    phone.locator(".topbar-menu").click()
    assert plans.is_visible()
    phone.locator(".sidebar-close").click()
    assert not plans.is_visible()
    phone.locator(".topbar-menu").click()
    plans.click()
    assert phone.locator("h1").inner_text() == "Kế hoạch"
