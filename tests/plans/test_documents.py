"""A plan as PDF: what is printed, in which order, and what stays blank."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from plans.documents import document_of, print_plan
from plans.imports import import_indicators, import_plan, import_programmes
from plans.models import Heading, Passage
from swprogram.org.imports import import_agencies, import_units
from tests.factories.plans import TargetFactory


def read_fixture(name):
    return json.loads((settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def load(db):
    """Loads a plan of the fixtures with what it needs around it."""
    import_units([province | {"districts": []} for province in read_fixture("units")])
    import_agencies(read_fixture("agencies"), read_fixture("programme_leads"))
    import_programmes(read_fixture("programmes"))
    import_indicators(read_fixture("indicators"))
    return lambda name: import_plan(read_fixture(f"plans/{name}"))[0]


def words_of(html):
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def follow_each_other(text, *pieces):
    """The places of the pieces, each searched behind the one before; fails where one is missing."""
    place = 0
    for piece in pieces:
        assert piece in text[place:], piece
        place = text.index(piece, place) + len(piece)
    return True


def test_ba_ria_vung_tau_reads_like_its_original(load):
    document = print_plan(load("brvt_2024"))
    assert document.pdf.startswith(b"%PDF-")
    text = words_of(document.html)
    assert follow_each_other(
        text,
        "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: /KH-UBND Bà Rịa - Vũng Tàu, ngày tháng năm",
        "Kế hoạch Thực hiện Chương trình phát triển công tác xã hội năm 2024",
        "Thực hiện Quyết định số 112/QĐ-TTg ngày 22/01/2021",
        "cụ thể như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích: - Tăng cường sự lãnh đạo",
        "2. Yêu cầu: Các hoạt động phải được triển khai đồng bộ",
        "II. CHỈ TIÊU CỤ THỂ - 30% cơ quan, tổ chức",
        "- Ít nhất có 10%",
        "- Đạt cơ cấu tối thiểu 50%",
        "- Bảo đảm ít nhất 35%",
        "III. NỘI DUNG HOẠT ĐỘNG 1. Tuyên truyền, thông tin nâng cao nhận thức",
        "4. Công tác kiểm tra, giám sát",
        "IV. KINH PHÍ THỰC HIỆN - Từ nguồn kinh phí Trung ương hỗ trợ (nếu có)",
        "V. TỔ CHỨC THỰC HIỆN 1. Sở Lao động - Thương binh và Xã hội - Chủ trì",
        "10. Ủy ban nhân dân các huyện, thị xã, thành phố",
        "Nơi nhận: - Cục BTXH - Bộ LĐTBXH (b/c);",
        "- Lưu: VT, VX5.",
        "Đặng Minh Thông",
    )
    assert text.count("Thực hiện Quyết định số 112/QĐ-TTg") == 1  # the opening says the bases already


def test_lang_son_stands_behind_the_decision_that_approves_it(load):
    text = words_of(print_plan(load("langson_2011_2015")).html)
    assert follow_each_other(
        text,
        "Số: 411/QĐ-UBND Lạng Sơn, ngày 22 tháng 3 năm 2011",
        "Quyết định Phê duyệt kế hoạch thực hiện Đề án phát triển nghề công tác xã hội tỉnh Lạng Sơn",
        "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
        "Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;",
        "ngày 15 tháng 3 năm 2011, Quyết định:",
        "Điều 1. Phê duyệt kèm theo",
        "Điều 3. Chánh Văn phòng UBND tỉnh",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Tô Hùng Khoa",
        "Kế hoạch Thực hiện Đề án phát triển nghề công tác xã hội tỉnh Lạng Sơn giai đoạn 2011 – 2015",
        "(kèm theo Quyết định số 411/QĐ-UBND ngày 22 tháng 3 năm 2011",
        "I. MỤC ĐÍCH, YÊU CẦU.",
        "II. MỤC TIÊU, NỘI DUNG HOẠT ĐỘNG CỦA ĐỀ ÁN. 1. Mục tiêu: 1.1. Tuyên truyền",
        "2. Nội dung hoạt động. 2.1. Tuyên truyền nâng cao nhận thức nghề công tác xã hội a) Nội dung:",
        "b) Nhiệm vụ, trách nhiệm: - Cơ quan chủ trì: Sở Thông tin và Truyền thông.",
        "- Cơ quan phối hợp: Sở Lao động – Thương binh và Xã hội",
        "2.4. Áp dụng mã ngạch",
        "a) Cơ quan chủ trì: Sở Nội vụ. b) Cơ quan phối hợp: Sở Lao động – Thương binh và Xã hội.",
        "b) Nhiệm vụ của các Trung tâm",
        "c) Nhiệm vụ, trách nhiệm:",
        "III. Kinh phí thực hiện. Tổng kinh phí dự kiến giai đoạn 2011 – 2015 là 15 tỷ đồng",
        "IV. TỔ CHỨC THỰC HIỆN: a) Sở Lao động - Thương binh và Xã hội",
        "i) Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh",
    )
    assert "CHỈ TIÊU" not in text  # its targets stand in its objectives, activities and funding
    assert text.count("mỗi xã/phường/thị trấn có ít nhất từ 01 đến 02") == 1


@pytest.mark.parametrize("name", ("bentre_2016_2020", "hue_2010_2020", "hue_2021_2030"))
def test_plans_known_from_articles_print_what_is_known(load, name):
    plan = load(name)
    document = print_plan(plan)
    assert document.pdf.startswith(b"%PDF-")
    text = words_of(document.html)
    assert plan.title in text
    assert [heading.number for section in document_of(plan).sections for heading in section.headings]
    for target in plan.targets.filter(condition_of=None):
        assert target.wording[1:60] in text


def test_parts_without_a_printed_heading_are_numbered_on(plan):
    TargetFactory(plan=plan, wording="Đạt 10%.")
    Heading.objects.create(plan=plan, part="funding", number="II", text="KINH PHÍ")
    Passage.objects.create(plan=plan, kind="funding", text="Ngân sách tỉnh.")
    shown = [(s.headings[0].number, s.headings[0].text) for s in document_of(plan).sections]
    assert shown == [("II.", "KINH PHÍ"), ("I.", "CHỈ TIÊU")]


def test_the_pdf_is_sent_as_such_and_only_inside_the_province(signed_in, plan):
    TargetFactory(plan=plan)
    response = signed_in().get(reverse("plan_pdf", args=[plan.pk]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="ke-hoach-hai-son-2024.pdf"'
    assert response.content.startswith(b"%PDF-")
