"""How rows of a workbook become courses, participants, lecturers and needs: one noun a module."""

from training.imports.courses import COURSE_IMPORTER
from training.imports.lecturers import LECTURER_IMPORTER
from training.imports.needs import NEED_IMPORTER
from training.imports.participants import PARTICIPANT_IMPORTER

__all__ = ["COURSE_IMPORTER", "LECTURER_IMPORTER", "NEED_IMPORTER", "PARTICIPANT_IMPORTER"]
