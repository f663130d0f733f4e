"""The letter that urges agencies: its words, its layout and its PDF."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from plans.duties import late_agencies, plans_with_duties, read_rows
from plans.letters import Letter, print_letter
from plans.models import DutyReport
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.duties import HALF_2024, make_duty, save_report


@pytest.fixture(autouse=True)
def fourth_of_july():
    with clock.at(date(2024, 7, 4)):
        yield


def letter_of(world, plan):
    officer = world.home.people[Role.PROVINCIAL_OFFICER]
    rows = read_rows(officer, HALF_2024, plans_with_duties(officer))
    return Letter(plan, HALF_2024, late_agencies(rows))


def text_of(letter):
    pages = PdfReader(BytesIO(print_letter(letter).pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_letter_to_one_agency_reads_from_top_to_bottom(world, plan):
    make_duty(plan, world.home.health, text="Treo băng rôn ngày 25/3.")
    make_duty(plan, world.home.health, text="Tập huấn tại bệnh viện.")
    (page,) = text_of(letter_of(world, plan))
    assert page == (
        "UBND TỈNH HẢI SƠN SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
        " CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
        " Số: /SLĐTBXH-BTXH V/v đôn đốc báo cáo kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2024"
        " Hải Sơn, ngày tháng năm 2024"
        " Kính gửi: Sở Y tế."
        " Thực hiện Kế hoạch công tác xã hội năm 2024 của Ủy ban nhân dân tỉnh, các cơ quan, đơn vị được giao"
        " nhiệm vụ báo cáo kết quả 6 tháng đầu năm 2024 về Sở Lao động - Thương binh và Xã hội chậm nhất"
        " ngày 24/06/2024."
        " Đến ngày 04/07/2024, Sở Lao động - Thương binh và Xã hội chưa nhận được báo cáo của Sở Y tế về"
        " 02 nhiệm vụ sau đây:"
        " TT Nhiệm vụ được giao Vai trò Hạn báo cáo Số ngày chậm Tình trạng"
        " 1 Treo băng rôn ngày 25/3. Thực hiện 24/06/2024 10 Chưa gửi"
        " 2 Tập huấn tại bệnh viện. Thực hiện 24/06/2024 10 Chưa gửi"
        " Để kịp thời tổng hợp, báo cáo Ủy ban nhân dân tỉnh, Sở Lao động - Thương binh và Xã hội đề nghị Sở"
        " Y tế khẩn trương báo cáo tiến độ, kết quả thực hiện, khó khăn, vướng mắc và kiến nghị đối với từng"
        " nhiệm vụ nêu trên, gửi về Sở Lao động - Thương binh và Xã hội ngay sau khi nhận được công văn này."
        " Sở Lao động - Thương binh và Xã hội rất mong nhận được sự quan tâm, phối hợp của Sở Y tế./."
        " Nơi nhận: - Như trên; - UBND tỉnh Hải Sơn (b/c); - Lưu: VT, BTXH. GIÁM ĐỐC"
    )


def test_a_plan_is_named_with_its_number_and_day(world, plan):
    make_duty(plan, world.home.health)
    plan.number, plan.issued_on = "411/QĐ-UBND", date(2024, 2, 5)
    html = print_letter(letter_of(world, plan)).html
    name = "Kế hoạch công tác xã hội năm 2024 của Ủy ban nhân dân tỉnh"
    assert f"{name} (Quyết định số 411/QĐ-UBND ngày 05 tháng 02 năm 2024), các" in html


def test_the_letter_to_several_has_a_list_of_what_is_missing_as_its_annex(world, plan):
    make_duty(plan, world.home.health, text="Treo băng rôn.")
    make_duty(plan, members=[world.home.districts["Đông"]], text="Lồng ghép kinh phí.")
    letter, annex = text_of(letter_of(world, plan))
    assert letter.count("Kính gửi: - Ủy ban nhân dân huyện Đông; - Sở Y tế.") == 1
    assert letter.count("về 02 nhiệm vụ (danh mục kèm theo).") == 1
    assert annex.startswith("Phụ lục DANH MỤC NHIỆM VỤ CHƯA CÓ BÁO CÁO (Kèm theo Công văn số")
    assert annex.count("Ủy ban nhân dân huyện Đông Lồng ghép kinh phí. Thực hiện 24/06/2024 10 Chưa gửi") == 1


def test_a_letter_about_illustrative_reports_says_so(world, plan):
    duty = make_duty(plan, world.home.health)
    save_report(duty, world.home.health, world.home.people[Role.AGENCY_OFFICER])
    mark = "SỐ LIỆU MINH HỌA"
    assert mark not in print_letter(letter_of(world, plan)).html
    DutyReport.objects.update(is_illustrative=True)
    assert mark in print_letter(letter_of(world, plan)).html
