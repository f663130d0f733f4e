"""The process that reads one file: limits as JSON in its arguments, the file on stdin, answers on stdout.

Each answer is a line of JSON: ["sheet", {…}], ["row", line, values], ["end", {…}] of a sheet,
["progress", done, total] in bytes, and last ["done"] or ["refused", code, {…}].
"""

import json
import resource
import sys
import zipfile
import zlib
from io import BytesIO

from swprogram.kit.spreadsheet.archive import Archive
from swprogram.kit.spreadsheet.delimited import read_delimited
from swprogram.kit.spreadsheet.kinds import check_kind
from swprogram.kit.spreadsheet.limits import DAMAGED, TOO_MUCH, Limits, Refused
from swprogram.kit.spreadsheet.package import read_package
from swprogram.kit.spreadsheet.sheet import SheetReader

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
)


def main(bounds, limits):
    _bind(**json.loads(bounds))
    limits = Limits(**json.loads(limits))
    try:
        _read(sys.stdin.buffer.read(), limits)
        answer("done")
    except Refused as refusal:
        answer("refused", refusal.code, refusal.values)
    except MemoryError:
        answer("refused", TOO_MUCH, {})
    except UNREADABLE:
        answer("refused", DAMAGED, {})
    sys.stdout.flush()


def _bind(memory, processor):
    """Bytes and seconds that the process may take; it writes no file and starts nothing."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def _read(data, limits):
    if check_kind(data):
        _read_workbook(Archive(BytesIO(data), limits), limits)
    else:
        _read_table(data, limits)


def _read_workbook(archive, limits):
    package = read_package(archive)
    archive.look_through(package.read)
    progress = _Progress(sum(archive.size(part) for _title, _hidden, part in package.sheets))
    for title, is_hidden, part in package.sheets:
        answer("sheet", {"title": title, "is_hidden": is_hidden})
        reader = SheetReader(package, limits, give_row)
        reader.read(archive, part, progress.tell)
        hidden = {"hidden_lines": reader.hidden_lines, "hidden_columns": reader.hidden_columns}
        answer("end", hidden | {"marks": reader.marks, "far": reader.far})


def _read_table(data, limits):
    answer("sheet", {"title": "CSV", "is_hidden": False})
    marks, far = read_delimited(data, limits, give_row)
    answer("end", {"hidden_lines": [], "hidden_columns": [], "marks": marks, "far": far})


class _Progress:
    def __init__(self, total):
        self.done, self.total = 0, total

    def tell(self, size):
        self.done += size
        answer("progress", self.done, self.total)


def give_row(line, values):
    answer("row", line, values)


def answer(*parts):
    sys.stdout.write(json.dumps(parts, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
