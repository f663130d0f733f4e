"""Files that are made to do harm, or are none: refused by name and quickly, and the portal goes on."""

import logging
import os
import struct
import time
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from swprogram.kit.workbooks import MEGABYTE, Limits, WorkbookRefused, child, read_sheets
from tests.kit.spreadsheet.files import PARTS, SHEET, file_of, rows_in, sheet_xml, sheets_in, workbook

TOO_MUCH = "The workbook unpacks to more than the portal reads. Copy your rows into a fresh template."
DAMAGED = "The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again."
NO_WORKBOOK = "This is not an Excel workbook. Fill in the template and save it as .xlsx."
LARGE = Limits(content=300 * MEGABYTE, part=64 * MEGABYTE, elements=6_000_000, rows=50_000, seconds=20)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refusal(data, limits=LARGE):
    with pytest.raises(WorkbookRefused) as refused:
        sheets_in(data, limits)
    (problem,) = refused.value.problems
    return problem.message


def lying(data, name, size):
    """The zip whose directory, and the head of the entry, give another size for an entry."""
    changed, place = bytearray(data), -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        length, head = (
            struct.unpack_from("<H", data, place + 28)[0],
            struct.unpack_from("<I", data, place + 42)[0],
        )
        if data[place + 46 : place + 46 + length] == name.encode():
            struct.pack_into("<I", changed, place + 24, size)
            struct.pack_into("<I", changed, head + 22, size)
    return bytes(changed)


@pytest.mark.parametrize("part", (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"))
@pytest.mark.parametrize("size", (1_000, 3 * MEGABYTE))
def test_a_directory_that_lies_about_a_size_costs_nothing(part, size):
    bomb = lying(file_of(PARTS | {part: b" " * (40 * MEGABYTE)}), part, size)
    assert refusal(bomb) in (DAMAGED, NO_WORKBOOK, TOO_MUCH)


def test_a_bomb_that_says_its_size_is_refused():
    assert refusal(file_of(PARTS | {"xl/styles.xml": b" " * (70 * MEGABYTE)})) == TOO_MUCH


def test_a_text_of_hundreds_of_megabytes_is_cut_off_and_told_with_its_cell():
    rows = f"<row><c t='inlineStr'><is><t>{'a' * (100 * MEGABYTE)}</t></is></c><c><v>1</v></c></row>"
    (sheet,) = sheets_in(workbook(rows), LARGE)
    assert [(line, [len(values[0]), values[1]]) for line, values in sheet.rows] == [(1, [32_767, 1])]
    assert [(mark.kind, mark.cells) for mark in sheet.marks] == [("long", "A1")]


def test_a_shared_text_that_is_too_long_is_told_with_each_of_its_cells():
    texts = f"<sst><si><t>{'a' * 50_000}</t></si></sst>"
    rows = "<row><c t='s'><v>0</v></c></row>" * 2
    (sheet,) = sheets_in(workbook(rows, xl__sharedStrings=texts))
    assert [(mark.kind, mark.cells) for mark in sheet.marks] == [("long", "A1"), ("long", "A2")]


def test_one_long_text_in_every_cell_is_more_than_is_carried():
    texts = f"<sst><si><t>{'a' * 30_000}</t></si></sst>"
    rows = "<row><c t='s'><v>0</v></c></row>" * 4_000
    assert refusal(workbook(rows, xl__sharedStrings=texts)) == TOO_MUCH


@pytest.mark.parametrize(
    "sheet",
    (
        f"<worksheet><sheetData><row><c r='{'A' * (60 * MEGABYTE)}'/></row></sheetData></worksheet>",
        "<worksheet>" + "<a>" * (60 * MEGABYTE),
        "<worksheet><sheetData><row>" + "<c/>" * 3_000 + "</row></sheetData></worksheet>",
    ),
    ids=("one endless attribute", "nested without end", "endless cells of a row"),
)
def test_xml_that_eats_memory_or_time_is_refused(sheet):
    began = time.monotonic()
    assert refusal(file_of(PARTS | {SHEET: sheet})) == TOO_MUCH
    assert time.monotonic() - began < 30


def test_what_nobody_reads_is_not_unpacked():
    parts = {"xl/a.xml": b" " * (40 * MEGABYTE), "xl/media/a.png": b"\x89PNG" * (9 * MEGABYTE)}
    began = time.process_time()
    assert rows_in(file_of(PARTS | {"xl/b.bin": lying(file_of(parts), "xl/a.xml", 9)})) == []
    assert time.process_time() - began < 10


def test_millions_of_elements_or_merged_cells_are_refused():
    rows = "<row r='1'>" + "<x/>" * 900_000 + "</row><row r='2'/>"
    assert refusal(workbook(rows), Limits()) == TOO_MUCH
    merged = "<mergeCells>" + "<mergeCell ref='A1:CV50000'/>" * 100 + "</mergeCells>"
    assert refusal(workbook("<row><c><v>1</v></c></row>", after=merged)) == TOO_MUCH


@pytest.mark.parametrize(
    "row",
    (
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row>",
        "<row r='1'><c r='A7'><v>1</v></c></row>",
        "<row r='1'><c r='1A'><v>1</v></c></row>",
        "<row r='0'><c r='A0'><v>1</v></c></row>",
        "<row r='x'/>",
        "<row><c t='s'><v>5</v></c></row>",
        "<row><c t='s'><v>-1</v></c></row>",
        "<row><c",
    ),
)
def test_what_contradicts_itself_is_damaged(row):
    assert refusal(workbook(row)) == DAMAGED


def test_a_far_cell_is_named():
    rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    (sheet,) = sheets_in(workbook(rows))
    assert (sheet.is_read, sheet.rows, [problem.cell for problem in sheet.problems]) == (
        False,
        [],
        ["XFD1048576"],
    )


def with_copies(name):
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for one, content in PARTS.items():
            archive.writestr(one, content)
        archive.writestr(name, sheet_xml("<row><c><v>9</v></c></row>"))
    return output.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", (SHEET, SHEET.upper(), SHEET.replace("/", "\\")))
def test_two_entries_of_one_name_are_refused(name):
    assert refusal(with_copies(name)) == NO_WORKBOOK


@pytest.mark.parametrize("name", ("../evil.xml", "xl/../../evil.xml", "/etc/passwd", "..\\evil.xml"))
def test_a_name_that_leads_outside_is_refused(name):
    assert refusal(file_of(PARTS | {name: "<a/>"})) == DAMAGED


def test_a_nested_zip_stays_closed():
    assert rows_in(file_of(PARTS | {"xl/embeddings/a.xlsx": file_of(PARTS)})) == []


@pytest.mark.parametrize("name", ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/VBAPROJECT.BIN"))
def test_macros_are_refused(name):
    message = "The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros."
    assert refusal(file_of(PARTS | {name: b"\x00"})) == message


def test_a_macro_workbook_that_was_renamed_is_refused():
    types = "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"
    assert "macros" in refusal(file_of(PARTS | {"[Content_Types].xml": types}))


@pytest.mark.parametrize("part", (SHEET, "xl/workbook.xml", "_rels/.rels", "docProps/core.xml", "xl/a.vml"))
@pytest.mark.parametrize(
    "definition",
    (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ),
)
def test_definitions_are_refused_in_every_part(part, definition):
    assert "definitions" in refusal(file_of(PARTS | {part: f"{definition}<x>&a;</x>"}))


SOUND = workbook("<row><c><v>1</v></c></row>")


@pytest.mark.parametrize(
    ("data", "message"),
    (
        (b"", NO_WORKBOOK),
        (b"   \r\n", NO_WORKBOOK),
        (SOUND[:60], DAMAGED),
        (SOUND[:-40], DAMAGED),
        (b"PK\x03\x04", DAMAGED),
        (file_of({"a.txt": "a"}), NO_WORKBOOK),
        (file_of({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), NO_WORKBOOK),
        (file_of({"[Content_Types].xml": "<Types/>"}), NO_WORKBOOK),
        (file_of({name: PARTS[name] for name in PARTS if name != SHEET}), DAMAGED),
        (b"%PDF-1.7 ...", NO_WORKBOOK),
        (b"\x89PNG\r\n\x1a\n....", NO_WORKBOOK),
        (os.urandom(3_000).replace(b"PK", b"xx"), NO_WORKBOOK),
        (b"only words and no table", NO_WORKBOOK),
    ),
)
def test_what_is_no_workbook_is_told(data, message):
    assert refusal(data) == message


def test_a_word_document_is_no_workbook():
    relations = PARTS["_rels/.rels"].replace("xl/workbook.xml", "word/document.xml")
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations,
        "word/document.xml": "<w:document/>",
    }
    assert refusal(file_of(parts)) == NO_WORKBOOK


def test_a_process_that_works_too_long_is_ended_and_the_portal_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(child, "WAITS", 0.001)
    with caplog.at_level(logging.CRITICAL):
        assert refusal(SOUND) == TOO_MUCH
    monkeypatch.undo()
    assert rows_in(SOUND) == [(1, [1])]


def test_a_process_that_needs_too_much_memory_says_so(monkeypatch):
    monkeypatch.setattr(child, "MEMORY", 45 * MEGABYTE)
    texts = "<sst>" + "".join(f"<si><t>{number}{'a' * 900}</t></si>" for number in range(31_000)) + "</sst>"
    with translation.override("en"):
        assert refusal(workbook("<row/>", xl__sharedStrings=texts)) == TOO_MUCH


def test_the_process_knows_nothing_of_the_portal(monkeypatch):
    """No settings, no secrets, no database: it is the module alone."""
    monkeypatch.setenv("SECRET_KEY", "not for others")
    process = child.start(["-c", "import os, sys; print(sorted(os.environ), 'django' in sys.modules)"])
    told, _errors = process.communicate()
    assert b"SECRET_KEY" not in told
    assert b"False" in told


def test_how_much_is_read_is_told_on_the_way():
    told = []
    rows = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(20_000))
    read_sheets(SimpleUploadedFile("a.xlsx", workbook(rows)), LARGE, lambda *steps: told.append(steps))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 1
