"""What a file is, is read from its content; how it is shown, from its name."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from swprogram.kit.uploads import (
    FILE_TYPES,
    JPEG,
    MEGABYTE,
    PDF,
    PNG,
    check_file,
    check_pdf,
    content_type_of,
    safe_name,
)


def upload(content, name="a.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("content", "expected"),
    ((b"%PDF-1.4 ...", PDF), (b"\x89PNG\r\n\x1a\n...", PNG), (b"\xff\xd8\xff\xdb...", JPEG)),
)
def test_the_first_bytes_say_what_a_file_is(content, expected):
    file = upload(content, name="anything.exe")
    assert check_file(file, FILE_TYPES, 1) == expected
    assert file.read() == content


@pytest.mark.parametrize("content", (b"MZ\x90\x00", b"<html>", b"", b"PDF-1.4", b"PK\x03\x04"))
def test_other_content_is_refused_whatever_its_name(content):
    with pytest.raises(ValidationError, match="PDF, PNG, JPG"):
        check_file(upload(content), FILE_TYPES, 1)


def test_a_file_may_have_exactly_so_many_megabytes():
    assert check_file(upload(b"%PDF-".ljust(MEGABYTE)), FILE_TYPES, 1) == PDF
    with pytest.raises(ValidationError, match="1 MB"):
        check_file(upload(b"%PDF-".ljust(MEGABYTE + 1)), FILE_TYPES, 1)


def test_a_picture_is_no_scan():
    with pytest.raises(ValidationError):
        check_pdf(upload(b"\x89PNG\r\n\x1a\n"))


WHOLE = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\nstartxref\n9\n%%EOF"


def test_a_scan_may_have_exactly_fifteen_megabytes():
    largest = WHOLE.ljust(15 * MEGABYTE)
    check_pdf(upload(largest))
    with pytest.raises(ValidationError, match="15"):
        check_pdf(upload(largest + b" "))


@pytest.mark.parametrize("before", (b"", b"\r\n", b"\xef\xbb\xbf", b"\x1b%-12345X@PJL JOB\r\n", b" " * 1_000))
@pytest.mark.parametrize("after", (b"", b"\r\n", b"\x00" * 5_000, b"<!-- signed -->" * 400))
def test_a_scanner_may_write_before_and_after_a_pdf(before, after):
    check_pdf(upload(before + WHOLE + after))


@pytest.mark.parametrize(
    "content",
    (
        b" " * 1_024 + WHOLE,
        b"MZ\x90\x00" + WHOLE,
        WHOLE.replace(b"%%EOF", b""),
        WHOLE + b"\n7 0 obj\n<< /Length 900 >>\nstream",
    ),
    ids=("too far", "a program", "without end", "cut off after its first part"),
)
def test_what_no_reader_takes_for_a_whole_pdf_is_refused(content):
    with pytest.raises(ValidationError):
        check_pdf(upload(content))


@pytest.mark.parametrize(
    ("name", "expected"),
    (
        ("báo cáo.pdf", "báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Tài liệu\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("x" * 300 + ".pdf", "x" * 200 + ".pdf"),
    ),
)
def test_a_shown_name_has_no_path_and_one_line(name, expected):
    assert safe_name(name) == expected


def test_the_type_for_browsers_follows_from_the_ending():
    names = ("duties/1.pdf", "duties/1.png", "duties/1.jpg", "duties/1.html")
    assert [content_type_of(name) for name in names] == [
        "application/pdf",
        "image/png",
        "image/jpeg",
        "application/octet-stream",
    ]
