"""Everything that a screen says is there in Vietnamese, and says the same.

The messages are collected afresh into a temporary folder; the catalogue of the project is only read.
Messages of libraries (Django's "This field is required.", say) stand apart, in locale/libraries.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

pytestmark = pytest.mark.tree

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
WITHOUT_MESSAGES = (
    "tests",
    "node_modules",
    ".*",
    "var",
    "staticfiles",
    "benchmarks",
    "locale",
    "__pycache__",
)
SKIPPED = {".venv", "node_modules", "tests", "var"}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalogue():
    """Our translations: {(context, message): entry}."""
    return by_key(polib.pofile(str(CATALOGUE)))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The messages that the code and the templates hold now: {(context, message): entry}."""
    if not shutil.which("xgettext"):
        pytest.fail("This check needs GNU gettext (Debian and Ubuntu: apt-get install gettext).")
    copy = tmp_path_factory.mktemp("messages") / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*WITHOUT_MESSAGES))
    (copy / "locale").mkdir()
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale=vi",
        "--no-location",
        "--verbosity=0",
    ]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return by_key(polib.pofile(str(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po")))


def by_key(entries):
    return {(entry.msgctxt, entry.msgid): entry for entry in entries if not entry.obsolete}


def translations_of(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_message_of_the_screens_has_a_vietnamese_translation(collected, catalogue):
    translated = {key for key, entry in catalogue.items() if all(translations_of(entry))}
    assert sorted(message for context, message in collected.keys() - translated) == []


def test_no_translation_is_only_a_guess(catalogue):
    assert [entry.msgid for entry in catalogue.values() if entry.fuzzy] == []


def test_no_translation_is_left_over(collected, catalogue):
    assert sorted(message for context, message in catalogue.keys() - collected.keys()) == []
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)).obsolete_entries()] == []


def test_a_translation_keeps_the_placeholders(catalogue):
    changed = [entry.msgid for entry in catalogue.values() if placeholders_differ(entry)]
    assert changed == []


def placeholders_differ(entry):
    """Vietnamese has one form for every number, so it is compared with the English plural."""
    asked = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return any(sorted(PLACEHOLDER.findall(text)) != asked for text in translations_of(entry) if text)


def test_a_plural_has_the_same_forms_as_the_message_that_is_looked_up(collected, catalogue):
    """A message that is translated as a singular alone fails when it is asked for with a number."""
    shared = collected.keys() & catalogue.keys()
    assert (
        sorted(key[1] for key in shared if collected[key].msgid_plural != catalogue[key].msgid_plural) == []
    )


def test_messages_are_called_by_names_under_which_they_are_collected():
    """makemessages knows gettext and its kin, and _; under any other name a message stays English."""
    alias = re.compile(r"gettext(?:_lazy)? as (?!_\b)\w+")
    sources = [path for path in ROOT.glob("*/**/*.py") if not set(path.parts) & SKIPPED]
    found = {str(path.relative_to(ROOT)): alias.findall(path.read_text(encoding="utf-8")) for path in sources}
    assert {path: names for path, names in found.items() if names} == {}
