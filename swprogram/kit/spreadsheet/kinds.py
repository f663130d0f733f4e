"""What kind of file somebody chose, by its first bytes: never by its name."""

import re

from swprogram.kit.spreadsheet.limits import NO_WORKBOOK, OTHER_KIND, PASSWORD, Refused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGE = re.compile(
    rb"\s*(?:<\?xml|<!doctype|<html|<table|<meta|<head|<body|<style|<div|MIME-Version:)", re.IGNORECASE
)
BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")


def check_kind(data):
    """Is it a zip, and so perhaps a workbook? False for what may be a table in plain text; Refused else."""
    if data.startswith(OLE):
        raise Refused(PASSWORD) if ENCRYPTED in data else Refused(OTHER_KIND, kind=".xls")
    if data.startswith(ZIP):
        return True
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if PAGE.match(start.replace(b"\x00", b"").removeprefix(b"\xff\xfe")):
        raise Refused(OTHER_KIND, kind=".html")
    if not start.strip() or start.startswith(BINARY):
        raise Refused(NO_WORKBOOK)
    return False
