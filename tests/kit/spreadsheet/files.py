"""Workbooks put together part by part, as many programs write them."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from swprogram.kit.workbooks import read_sheets
from swprogram.kit.workbooks.limits import USUAL

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    TYPES: "<Types/>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
    SHEET: f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
}


def file_of(parts, compression=zipfile.ZIP_DEFLATED):
    """The bytes of a zip that holds {name: content}."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def sheet_xml(rows, after="", before=""):
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(rows="", after="", before="", **others):
    """A workbook whose one sheet has these rows; `others` are further parts, `__` for `/` in their names."""
    given = {name.replace("__", "/") + ".xml": content for name, content in others.items()}
    return file_of(PARTS | {SHEET: sheet_xml(rows, after, before)} | given)


def sheets_in(data, limits=USUAL):
    return read_sheets(SimpleUploadedFile("ds.xlsx", data), limits)


def rows_in(data):
    (sheet,) = sheets_in(data)
    assert sheet.problems == []
    return sheet.rows
