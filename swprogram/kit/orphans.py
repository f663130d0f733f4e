"""Files that no row names any more: the work on them was interrupted, or they came back from a copy."""

from datetime import timedelta
from pathlib import PurePath

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from swprogram.kit.storage import UNFINISHED

LEFT_ALONE = timedelta(days=1)  # what is being written now has no row yet


def purge_orphans(folder):
    """Delete what lies in `folder` for more than a day and no row names; returns the names.

    Elsewhere only halves of files go: a scan is never taken away, though a portal is started by mistake on
    another database beside these files.
    """
    named = {_root_of(name) for name in _named_files()}
    unnamed = [name for name in _stored_files(folder) if _root_of(name) not in named]
    halves = [name for name in _stored_files() if name.endswith(UNFINISHED)]
    gone = sorted(name for name in {*unnamed, *halves} if _is_old(name))
    for name in gone:
        default_storage.delete(name)
    return gone


def _root_of(name):
    """A file made from another one lies beside it: 'workbooks/ab12-result.xlsx' belongs to 'ab12.xlsx'."""
    path = PurePath(name)
    return str(path.parent / path.name.partition(".")[0].partition("-")[0])


def _named_files():
    for model in apps.get_models():
        for field in (field for field in model._meta.local_fields if isinstance(field, FileField)):
            managers = [model._base_manager, getattr(model, "history", None)]
            for manager in filter(None, managers):
                yield from manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)


def _stored_files(folder=""):
    """Every file with its folder; none where nothing was ever stored."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (str(PurePath(folder) / name) for name in files)
    for name in folders:
        yield from _stored_files(str(PurePath(folder) / name))


def _is_old(name):
    return default_storage.get_modified_time(name) < timezone.now() - LEFT_ALONE
