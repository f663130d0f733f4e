"""The main job, once through, by the people whose job it is: plan, counts, review, dashboard, report."""

from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

PLAN = "Thực hiện Chương trình phát triển công tác xã hội năm 2024"
CHILDREN = "Tỷ lệ trẻ em thuộc sáu nhóm được trợ giúp xã hội và cung cấp dịch vụ công tác xã hội phù hợp"
TRAINED = "Tỷ lệ người làm công tác xã hội được đào tạo, bồi dưỡng, tập huấn"
DISABLED = "Trẻ em khuyết tật nặng, Trẻ em thuộc diện"
DISABLED_SERVED = "Trẻ em khuyết tật nặng, Được trợ giúp và cung cấp dịch vụ trong kỳ"


def test_the_main_job_from_the_plan_to_the_report(sign_in):
    officer = sign_in("tinh")
    read_the_plan(officer)
    change_a_target(officer)
    add_a_plan(officer)

    commune = sign_in("xa")
    fill_in_the_form(commune)

    district = sign_in("huyen")
    return_the_counts(district)
    mend_and_send_again(commune)
    accept_the_others(district)

    leader = sign_in("lanhdao")
    before = read_the_dashboard(leader)
    accept_the_commune(district)
    send_the_district(district)
    accept_the_district(officer)
    after = read_the_dashboard(leader)
    assert after["children"][0] - before["children"][0] == 4 + 0
    assert after["children"][1] - before["children"][1] == 9 + 0

    close_the_round(officer)
    final = read_the_dashboard(leader)
    compare_the_report(officer, final)
    assert [error for person in (officer, commune, district, leader) for error in person.errors] == []


def read_the_plan(officer):
    officer.choose("Kế hoạch")
    officer.open(PLAN)
    officer.reads("Quyết định số 112/QĐ-TTg ngày 22/01/2021")
    officer.reads("Đặng Minh Thông")
    page = officer.page
    assert page.locator("[id^=target-]").count() == 6
    officer.reads("Tổ chức hoạt động kỷ niệm ngày công tác xã hội Việt Nam.")
    officer.reads("Ủy ban nhân dân các huyện, thị xã, thành phố")
    officer.reads("Lưu: VT, VX5")


def change_a_target(officer):
    """A plan in force changes by an amendment alone, which takes effect by its own decision."""
    page = officer.page
    assert page.locator("[id^=target-]", has_text="VT-2").get_by_role("link", name="Sửa").count() == 0
    officer.open("Mở điều chỉnh kế hoạch")
    page.locator("[name=subject]").fill("Điều chỉnh chỉ tiêu đào tạo (minh họa)")
    officer.submit()
    page.locator("[id^=target-]", has_text="VT-2").first.get_by_role("link", name="Sửa").first.click()
    page.locator("[name=value]").fill("abc")
    officer.submit()
    officer.reads("abc")
    page.locator("[name=value]").fill("12,5")
    officer.submit()
    officer.reads("ít nhất 12,5 %")
    officer.open("Ban hành điều chỉnh")
    page.locator("[name=number]").fill("1234/QĐ-UBND")
    page.locator("[name=issued_on]").fill("17/06/2024")
    officer.submit()
    officer.reads("ít nhất 12,5 %")


def add_a_plan(officer):
    officer.choose("Kế hoạch")
    officer.open("Thêm kế hoạch")
    page = officer.page
    page.locator("[name=programme]").select_option(
        label="Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030"
    )
    page.locator("[name=unit]").select_option(label="Tỉnh Bà Rịa - Vũng Tàu")
    page.locator("[name=kind]").select_option("annual_plan")
    page.locator("[name=from_year]").fill("2025")
    page.locator("[name=title]").fill("Thực hiện Chương trình phát triển công tác xã hội năm 2025")
    page.locator("[name=issuer]").fill("Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu")
    officer.click_button("Lưu dự thảo")
    officer.reads("Thực hiện Chương trình phát triển công tác xã hội năm 2025")
    officer.reads("Dự thảo")


def fill_in_the_form(commune):
    commune.open("Nhập tiếp")
    page = commune.page
    for button in page.get_by_role("button", name="Điền 0 vào ô trống").all():
        button.click()
    refuse_letters(commune)
    refuse_a_negative(commune)
    refuse_a_part_above_its_whole(commune)
    refuse_a_falling_total(commune)
    commune.type(DISABLED, "8")
    commune.type(DISABLED_SERVED, "3")
    commune.click_button("Lưu nháp")
    assert page.get_by_label(DISABLED, exact=True).input_value() == "8"
    say_why_it_differs_from_the_registries(commune)
    commune.click_button("Gửi")
    commune.reads("Đã gửi")


def refuse_letters(commune):
    commune.type(DISABLED, "tám")
    commune.type(DISABLED_SERVED, "3")
    commune.click_button("Lưu nháp")
    commune.reads("“tám”")
    assert commune.page.get_by_label(DISABLED, exact=True).input_value() == "tám"
    assert commune.page.get_by_label(DISABLED_SERVED, exact=True).input_value() == "3"


def refuse_a_negative(commune):
    commune.type(DISABLED, "-8")
    commune.click_button("Gửi")
    commune.reads("“-8”")


def refuse_a_part_above_its_whole(commune):
    commune.type(DISABLED, "2")
    commune.click_button("Gửi")
    commune.reads("3 lớn hơn 2")


def refuse_a_falling_total(commune):
    """A running total of the phase cannot be less than what was reported for 2023."""
    commune.type(DISABLED, "8")
    label = commune.page.locator("#grid-4 input.count-input").first
    before = commune.page.locator("#grid-4 .cell-hint").first.inner_text().split(":")[1].strip()
    label.fill("0")
    commune.click_button("Gửi")
    commune.reads(f"{before} đã báo cáo")
    commune.page.locator("#grid-4 input.count-input").first.fill(before)


def say_why_it_differs_from_the_registries(commune):
    """0 stands where the registries hold facilities: the form asks for a word before it is sent."""
    commune.click_button("Gửi")
    commune.reads("khác số trong sổ. Hãy nêu lý do ở phần ghi chú")
    commune.page.locator("[name=note]").fill("Sổ cơ sở đang được rà soát (minh họa).")


def return_the_counts(district):
    open_for_review(district, "Phường 1")
    district.open("Trả lại kèm lý do")
    district.click_button("Trả lại")
    assert district.page.locator("textarea").first.input_value() == ""
    district.page.locator("textarea").first.fill("Rà soát lại số trẻ em khuyết tật nặng.")
    district.click_button("Trả lại")
    district.reads("Đã trả lại Phường 1.")


def mend_and_send_again(commune):
    commune.choose("Số liệu")
    commune.open("Sửa và gửi lại")
    commune.reads("Rà soát lại số trẻ em khuyết tật nặng.")
    commune.type(DISABLED, "9")
    commune.type(DISABLED_SERVED, "4")
    commune.click_button("Gửi")
    commune.reads("Đã gửi")


def accept_the_others(district):
    for unit in ("Phường 2", "Phường 3", "Phường Thắng Tam"):
        open_for_review(district, unit)
        district.click_button("Duyệt")


def accept_the_commune(district):
    open_for_review(district, "Phường 1")
    district.click_button("Duyệt")
    district.reads("Đã duyệt số liệu của Phường 1.")


def open_for_review(person, unit):
    person.choose("Số liệu")
    person.page.get_by_role("link", name=f"Kiểm tra {unit}", exact=True).click()


def send_the_district(district):
    district.choose("Số liệu")
    district.open("Nhập tiếp")
    district.click_button("Gửi")
    district.reads("Đã gửi")


def accept_the_district(officer):
    open_for_review(officer, "Thành phố Vũng Tàu")
    officer.click_button("Duyệt")


def close_the_round(officer):
    officer.choose("Đợt báo cáo")
    officer.open("6 tháng đầu năm 2024")
    officer.reads("89")
    officer.open("Khóa đợt")
    officer.click_button("Khóa đợt")
    officer.page.locator("textarea").first.fill("Phường 4 chưa gửi lại, tổng hợp sau.")
    officer.click_button("Khóa đợt")
    officer.reads("Đã khóa")


def read_the_dashboard(leader):
    leader.choose("Tổng quan")
    return {"children": leader.read_target(CHILDREN), "trained": leader.read_target(TRAINED)}


def compare_the_report(officer, final):
    """The numbers of the dashboard stand in the PDF and in the workbook, to the digit."""
    officer.choose("Báo cáo")
    officer.open("Lập báo cáo")
    officer.page.locator("[name=round]").select_option(label="6 tháng đầu năm 2024 – Bà Rịa - Vũng Tàu")
    officer.page.locator("[name=plan]").select_option(label=f"{PLAN} (2024)")
    officer.click_button("Lập báo cáo")
    officer.choose("Báo cáo")
    officer.open("6 tháng đầu năm 2024")
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(officer.download("PDF"))).pages
    )
    cells = cells_of(officer.download("Excel"))
    for numerator, denominator, printed in final.values():
        assert f"{grouped(numerator)}/{grouped(denominator)}" in text.replace(" ", "")
        assert printed in text.replace(" ", " ")
        assert {numerator, denominator} <= cells
        assert float(printed.removesuffix(" %").replace(",", ".")) in cells
    officer.reads(final["children"][2])


def cells_of(content):
    workbook = load_workbook(BytesIO(content))
    return {cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row}


def grouped(number):
    return f"{number:,}".replace(",", ".")
