import logging
import socket
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation
from pypdf import PdfReader
from weasyprint import HTML

from swprogram.kit.charts import unit_bars
from swprogram.kit.pdf import MissingAsset, render_pdf
from swprogram.kit.print_assets import BASE_URL, StaticFetcher
from swprogram.kit.tables import Column, Mark, Table

BODY = """{% extends "print/base.html" %}{% block body %}
<p class="basis">Căn cứ Quyết định số 112/QĐ-TTg ngày 22 tháng 01 năm 2021 của Thủ tướng Chính phủ;</p>
<p>Thực hiện Kế hoạch năm 2024 của Ủy ban nhân dân tỉnh, Sở báo cáo kết quả như sau:</p>
<h2>I. Kết quả thực hiện</h2>
<h3>1. Đội ngũ</h3>
<p>Toàn tỉnh có {{ staff|count }} người, đã tập huấn {{ share|percent }}. {{ remark }}</p>
<p class="table-title">Bảng 1. Kết quả các chỉ tiêu</p>
{% include "print/table.html" with table=results %}
<figure class="chart">{{ chart }}</figure>
{% for number in filler %}<p>Đội ngũ cộng tác viên công tác xã hội từng bước được củng cố; mạng lưới cơ sở
cung cấp dịch vụ được duy trì, đáp ứng nhu cầu của các nhóm đối tượng yếu thế trên địa bàn tỉnh.</p>
{% endfor %}
{% endblock body %}"""

GROUP = "Đội ngũ làm công tác xã hội"
ANNEX_COLUMNS = [
    Column("STT", width=5),
    Column("Đơn vị", width=26),
    Column("Tổng số", "count", group=GROUP),
    Column("Cộng tác viên", "count", group=GROUP),
    Column("Tỷ lệ tập huấn", "percent"),
    Column("Ngày gửi", "date"),
]


def annex_table(code):
    rows = [[str(n), f"Xã số {n}", 10 + n, 2, Decimal("69.6"), date(2024, 6, 10)] for n in range(1, 41)]
    rows[6][3], rows[8][4] = Mark.NOT_REPORTED, Mark.NOT_APPLICABLE
    rows[9][1] = "Trungtâmcungcấpdịchvụcôngtácxãhộikhôngcókhoảngtrắngnàotrongtên" * 2
    rows.append(["", "Toàn tỉnh", 12345, 80, Decimal("42.09"), None])
    return Table(code, "Đội ngũ", ANNEX_COLUMNS, rows, notes=["Nguồn: các xã."], emphasised={40})


def report(**changes):
    results = [["Cán bộ được tập huấn", Decimal(10), Decimal("42.09"), "Đạt"]]
    columns = [Column("Chỉ tiêu", width=40), Column("Kế hoạch", "percent"), Column("Thực hiện", "percent")]
    source = "Kèm theo Báo cáo số      /BC-SLĐTBXH ngày 05 tháng 7 năm 2024"
    return {
        "document_title": "Báo cáo 6 tháng đầu năm 2024",
        "superior": "UBND tỉnh Bà Rịa – Vũng Tàu",
        "issuer": "Sở Lao động - Thương binh và Xã hội",
        "symbol": "BC-SLĐTBXH",
        "place": "Bà Rịa – Vũng Tàu",
        "issued_on": date(2024, 7, 5),
        "kind": "Báo cáo",
        "subject": "Kết quả phát triển công tác xã hội 6 tháng đầu năm 2024",
        "addressees": ["Ủy ban nhân dân tỉnh"],
        "capacity": "KT. Giám đốc",
        "signer_title": "Phó Giám đốc",
        "signer": "Nguyễn Thị Hoa",
        "recipients": ["Như trên", "Cục Bảo trợ xã hội (b/c)", "Lưu: VT, BTXH"],
        "annexes": [
            {"number": "I", "title": "Đội ngũ theo xã", "source": source, "tables": [annex_table("B1")]},
            {"number": "II", "title": "Mạng lưới", "source": "", "tables": [annex_table("B2")]},
        ],
        "illustrative": True,
        "staff": 12345,
        "share": Decimal("42.09"),
        "remark": "<script>alert(1)</script>",
        "results": Table("B0", "Kết quả", [*columns, Column("Đánh giá", width=10)], results),
        "chart": unit_bars(
            [("Xã A", Decimal(50), True), ("Xã B", None, False)], target=Decimal(30), label="x"
        ),
        "filler": range(12),
        **changes,
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Makes templates of our own: sample(source) is the name of a template with this source."""
    folder = tmp_path_factory.mktemp("templates")
    engine = engines["django"].engine
    before, engine.dirs = engine.dirs, [*engine.dirs, folder]

    def write(source):
        name = f"kit_test_{len(list(folder.iterdir()))}.html"
        (folder / name).write_text(source)
        return name

    yield write
    engine.dirs = before


@pytest.fixture(scope="module")
def document(sample):
    with translation.override("en"):
        return render_pdf(sample(BODY), report())


@pytest.fixture(scope="module")
def pages(document):
    return PdfReader(BytesIO(document.pdf)).pages


@pytest.fixture(scope="module")
def texts(pages):
    return [page.extract_text() for page in pages]


def lines_of(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_a_document_is_vietnamese_whatever_the_language_of_its_reader(document):
    assert "Toàn tỉnh có 12.345 người, đã tập huấn 42,09\u00a0%." in document.html
    assert "ngày 05 tháng 7 năm 2024" in document.html


def test_what_a_user_typed_is_escaped(document):
    assert "&lt;script&gt;" in document.html
    assert "<script" not in document.html


def test_the_first_page_carries_head_number_title_and_addressee(texts):
    first = " ".join(lines_of(texts[0]))
    for part in (
        "UBND TỈNH BÀ RỊA – VŨNG TÀU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "/BC-SLĐTBXH",
        "Bà Rịa – Vũng Tàu, ngày 05 tháng 7 năm 2024",
        "BÁO CÁO",
        "Kính gửi: Ủy ban nhân dân tỉnh.",
        "I. KẾT QUẢ THỰC HIỆN",
    ):
        assert part in first


def test_the_signature_and_the_recipients_close_the_letter(texts):
    closing = " ".join(lines_of(texts[1]))
    for part in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Hoa", "Nơi nhận:"):
        assert part in closing
    assert "- Như trên; - Cục Bảo trợ xã hội (b/c); - Lưu: VT, BTXH." in closing


def test_annexes_lie_on_landscape_pages_behind_the_portrait_letter(pages):
    a4 = [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]
    assert a4 == [(595, 842)] * 2 + [(842, 595)] * 4


def test_pages_are_numbered_from_one_in_the_letter_and_in_each_annex(texts):
    numbers = [next((line for line in lines_of(text) if line in {"1", "2", "3"}), None) for text in texts]
    assert numbers == [None, "2", None, "2", None, "2"]


def test_headings_of_a_table_stand_on_each_of_its_pages(texts):
    assert all("Ngày gửi" in text and GROUP.split()[0] in text for text in texts[2:])
    assert [("Phụ lục I\n" in text, "Phụ lục II\n" in text) for text in texts[2::2]] == [
        (True, False),
        (False, True),
    ]


def test_marks_are_printed_and_explained(texts):
    assert "Ghi chú: “…”: chưa có số liệu báo cáo; “x”: không áp dụng." in texts[3]
    assert "Ghi chú" not in texts[0] + texts[1]


def test_illustrative_figures_are_named_so_on_every_page(sample, texts):
    band = "SỐ LIỆU MINH HỌA – không dùng làm số liệu chính thức"
    assert all(band in " ".join(lines_of(text)) for text in texts)
    assert band not in render_pdf(sample(BODY), report(illustrative=False)).html


def test_the_file_is_tagged_for_screen_readers(document):
    root = PdfReader(BytesIO(document.pdf)).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("vi", True)
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert PdfReader(BytesIO(document.pdf)).metadata.title == "Báo cáo 6 tháng đầu năm 2024"


def test_letters_are_those_of_times_with_every_vietnamese_mark(pages):
    names = {
        font.get_object()["/BaseFont"] for page in pages for font in page["/Resources"]["/Font"].values()
    }
    families = {name.split("+")[1].split("-")[0] for name in names}
    assert families <= {"Tinos", "Liberation"}


def test_no_line_leaves_the_margins(document):
    html = HTML(string=document.html, base_url=BASE_URL, url_fetcher=StaticFetcher())
    for page in html.render().pages:
        box = page._page_box
        right = box.margin_left + box.width
        words = [word for word in box.descendants() if hasattr(word, "text")]
        assert [word.text for word in words if word.position_x + word.width > right + 1] == []


def test_printing_leaves_no_complaint_in_the_log(sample, caplog):
    with caplog.at_level(logging.WARNING):
        render_pdf(sample(BODY), report())
    assert caplog.records == []


def test_a_draft_leaves_number_and_date_blank(sample):
    html = render_pdf(sample(BODY), report(issued_on=None, year=2024, annexes=[])).html
    assert "Số:         /BC-SLĐTBXH" in html
    assert "ngày      tháng      năm 2024" in html
    assert "Số: 05/BC-SLĐTBXH" in render_pdf(sample(BODY), report(number="05", annexes=[])).html


def test_several_addressees_are_listed(sample):
    html = render_pdf(sample(BODY), report(addressees=["Bộ Y tế", "Cục Bảo trợ xã hội"], annexes=[])).html
    assert "<li>- Bộ Y tế;</li><li>- Cục Bảo trợ xã hội.</li>" in html


HOSTILE = (
    '<img src="file:///etc/hostname" alt="">',
    '<img src="http://127.0.0.1:{port}/x.png" alt="">',
    '<img src="//127.0.0.1:{port}/x.png" alt="">',
    '<img src="ftp://127.0.0.1:{port}/x.png" alt="">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<img src="/etc/hostname" alt="">',
    '<img src="/static/../swprogram/settings.py" alt="">',
    '<img src="/static/%2e%2e/%2e%2e/swprogram/settings.py" alt="">',
    '<img src="/static/no-such-file.png" alt="">',
    '<link rel="stylesheet" href="http://127.0.0.1:{port}/x.css">',
    '<style>@import url("http://127.0.0.1:{port}/x.css");</style>',
    '<style>@font-face {{ font-family: x; src: url("file:///etc/hostname") }} p {{ font-family: x }}</style>',
    '<style>p {{ background: url("http://127.0.0.1:{port}/x.png") }}</style>',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a rel="attachment" href="file:///etc/hostname">x</a>',
    '<object data="file:///etc/hostname"></object>',
    '<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
)


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_but_our_static_files_gets_into_a_document(sample, markup):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        body = markup.format(port=listener.getsockname()[1])
        template = sample(f'<html lang="vi"><title>x</title><body><p>x</p>{body}</body></html>')
        with pytest.raises(MissingAsset):
            render_pdf(template, {})
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_our_static_files_can_be_used(sample):
    template = sample(
        '{% load static %}<title>x</title><link rel="stylesheet" href="{% static "css/print.css" %}">'
    )
    assert render_pdf(template, {}).pdf.startswith(b"%PDF")


def test_the_printing_library_is_loaded_only_to_print():
    code = "import sys, swprogram.kit.pdf; print('weasyprint' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (run.stdout.strip(), run.stderr) == ("False", "")
