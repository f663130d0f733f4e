"""What the words of an office mean for certain, and what is only like them."""

import pytest

from swprogram.registry.cells import Entry, Reference
from swprogram.registry.imports.words import Word, find_words, written_out

UNITS = (
    Entry(1, "Thành phố Vũng Tàu", ("Vũng Tàu",)),
    Entry(2, "Phường 1, Thành phố Vũng Tàu", ("Phường 1",)),
    Entry(3, "Phường 1, Thành phố Bà Rịa", ("Phường 1",)),
    Entry(4, "Xã Long Sơn, Thành phố Vũng Tàu", ("Xã Long Sơn",)),
)


def words_for(*texts):
    cell = Reference(entries=lambda user: UNITS).opened_for(None)
    return find_words(lambda key: list(texts), {"unit": cell}).get("unit", [])


@pytest.mark.parametrize(
    ("text", "name"),
    (
        ("TP. Vũng Tàu", "thanh pho vung tau"),
        ("UBND Phường 01", "phuong 1"),
        ("P.1", "phuong 1"),
        ("H. Côn Đảo", "huyen con dao"),
        ("TT. Long Điền", "thi tran long dien"),
        ("X. Long Sơn", "xa long son"),
        ("Phường 10", "phuong 10"),
    ),
)
def test_abbreviations_offices_and_leading_zeros_are_written_out(text, name):
    assert written_out(text) == name


def test_another_way_to_write_one_name_is_sure():
    assert words_for("TP. Vũng Tàu", "TP. Vũng  Tàu") == [Word("TP. Vũng Tàu", 2, "Thành phố Vũng Tàu", True)]


def test_a_name_that_two_units_have_is_asked_without_a_proposal():
    assert words_for("UBND Phường 01") == [Word("UBND Phường 01", 1, "", False)]


def test_what_is_only_like_a_name_is_a_proposal_and_not_sure():
    assert words_for("Thành phố Vũng Tầu cũ") == [
        Word("Thành phố Vũng Tầu cũ", 1, "Thành phố Vũng Tàu", False)
    ]


def test_a_known_name_and_an_empty_cell_are_no_question():
    assert words_for("Vũng Tàu", "xã long sơn", None, " ") == []
