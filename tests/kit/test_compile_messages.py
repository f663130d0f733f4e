"""Translations are compiled without GNU gettext, and only when they have changed."""

import gettext
import os
from io import StringIO

import pytest
from django.core.management import call_command

SOURCE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Due date"
msgstr "Hạn gửi"
"""


@pytest.fixture
def source(tmp_path, settings):
    """A catalogue of one message, in the only folder that the project knows."""
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


def compile_messages():
    said = StringIO()
    call_command("compile_messages", stdout=said)
    return said.getvalue()


def test_a_compiled_catalogue_translates(source):
    assert compile_messages() == f"Compiled {source}\n"
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Due date") == "Hạn gửi"


def test_only_the_catalogue_and_its_compiled_form_are_left(source):
    compile_messages()
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_an_unchanged_catalogue_is_not_compiled_again(source):
    compile_messages()
    assert compile_messages() == ""


def test_a_changed_catalogue_is_compiled_again(source):
    compile_messages()
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_messages() == f"Compiled {source}\n"
