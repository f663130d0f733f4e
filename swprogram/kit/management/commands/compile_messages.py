"""Compiles the translations with polib, so that no machine needs GNU gettext to run the portal."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compiles every django.po of the project that is newer than its django.mo."

    def handle(self, *args, **options):
        for source in find_sources():
            if is_outdated(source):
                compile_file(source)
                self.stdout.write(f"Compiled {source}")


def find_sources():
    """The .po files below LOCALE_PATHS, in order."""
    return sorted(
        path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
    )


def is_outdated(source):
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_file(source):
    """Writes the .mo beside its .po, in one move: a process that reads meanwhile sees a whole file."""
    partial = source.with_suffix(".mo.partial")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    os.replace(partial, source.with_suffix(".mo"))
