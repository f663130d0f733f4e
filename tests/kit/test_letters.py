"""Old fonts and wrong encodings: what is certain is read, what is Vietnamese already stays as it is."""

import time

import pytest

from swprogram.kit.letters import is_strange, readings_of
from swprogram.kit.workbooks.letters import convert_letters


@pytest.mark.parametrize(
    ("text", "readings"),
    (
        ("NguyÔn ThÞ Thö", {"TCVN3": "Nguyễn Thị Thử"}),
        ("§ç ThÞ ¦íc", {"TCVN3": "Đỗ Thị Ước"}),
        ("Ph\u00adêng Th¾ng Tam", {"TCVN3": "Phường Thắng Tam"}),
        ("Nguyeãn Thò Thöû", {"VNI": "Nguyễn Thị Thử"}),
        ("TRAÀN VAÊN ÑÖÙC", {"VNI": "TRẦN VĂN ĐỨC"}),
        ("Nguyá»…n Thá»‹ Thá»\u00ad", {"UTF-8": "Nguyễn Thị Thử"}),
        ("VÃµ Quá»³nh", {"UTF-8": "Võ Quỳnh"}),
        ("Ã„Â\u0090Ã¡Â»â€” VÃ„Æ’n", {"UTF-8": "Đỗ Văn"}),
        ("Thö", {"TCVN3": "Thử", "VNI": "Thư"}),
        ("Nguyễn Văn Thử", {}),
        ("Đắk Lắk", {}),
        ("Müller", {}),
        ("Café Noël", {}),
        ("«Hoa»", {}),
        ("25 m², 30°C – Tổ 1", {}),
        ("Nguyen Van A", {}),
    ),
)
def test_what_a_text_may_have_been(text, readings):
    assert readings_of(text) == readings


@pytest.mark.parametrize("text", ("Bé", "Hoà Bình", "Lê Hà", "A · B", "THÚY", "Ủy ban nhân dân", "Thuỷ"))
def test_a_vietnamese_word_is_not_strange(text):
    assert not is_strange(text)


def rows(*texts):
    return [(line, [text]) for line, text in enumerate(texts, start=1)]


def test_a_column_is_converted_and_said_with_its_cells():
    sheet = rows("Họ và tên", "NguyÔn ThÞ Thö", "TrÇn V¨n Bé", "Lª Bé", "Bé", "Thö")
    converted, doubtful = convert_letters(sheet)
    assert [text for _line, (text,) in sheet] == [
        "Họ và tên", "Nguyễn Thị Thử", "Trần Văn Bộ", "Lê Bộ", "Bộ", "Thử",
    ]  # fmt: skip
    assert converted[0] == ("A2", "NguyÔn ThÞ Thö", "Nguyễn Thị Thử")
    assert (len(converted), doubtful) == (5, [])


def test_a_word_that_is_right_as_it_stands_stays_in_a_column_of_unicode():
    sheet = rows("Họ và tên", "Nguyễn Văn Bé", "Bé", "Hoà", "NguyÔn V¨n An")
    convert_letters(sheet)
    assert [text for _line, (text,) in sheet] == [
        "Họ và tên", "Nguyễn Văn Bé", "Bé", "Hoà", "Nguyễn Văn An",
    ]  # fmt: skip


def test_a_text_that_can_be_read_in_two_ways_is_left_and_told():
    sheet = rows("Thö", 5, None)
    assert convert_letters(sheet) == ([], [("A1", "Thö")])
    assert sheet == rows("Thö", 5, None)


@pytest.mark.parametrize("text", ("Ãµ", "é", "NguyÔn ", "aù"))
def test_a_text_of_the_longest_kind_costs_no_more_than_many_short_ones(text):
    began = time.process_time()
    readings_of(text * 15_000)
    is_strange(text * 15_000)
    assert time.process_time() - began < 5
