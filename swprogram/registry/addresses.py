"""The addresses that every registry has; each app puts them into its own urls.py.

Every view takes the request and the registry, then what stands in the address.
"""

from django.urls import path

from swprogram.registry.imports import views as imports
from swprogram.registry.views import bulk, exports, lists, saved


def list_paths(registry):
    """The list with its views, its changes of many rows at once, and the workbooks that leave it."""
    return [
        _path(registry, "", lists.record_list, "list"),
        _path(registry, "bulk/", bulk.bulk_edit, "bulk"),
        _path(registry, "views/save/", saved.view_save, "view_save"),
        _path(registry, "views/<int:view_id>/delete/", saved.view_delete, "view_delete"),
        _path(registry, "export/", exports.export, "export"),
        _path(registry, "exports/<int:run_id>/", exports.export_run, "export_run"),
        _path(registry, "exports/<int:run_id>/file.xlsx", exports.export_file, "export_file"),
    ]


def import_paths(registry):
    """The template, and a workbook on its way in: uploaded, matched, checked, saved, undone."""
    return [
        _path(registry, "template.xlsx", imports.import_template, "template"),
        _path(registry, "import/", imports.import_upload, "import"),
        _path(registry, "imports/<int:run_id>/", imports.import_run, "import_run"),
        _path(registry, "imports/<int:run_id>/columns/", imports.import_match, "import_match"),
        _path(registry, "imports/<int:run_id>/words/", imports.import_words, "import_words"),
        _path(registry, "imports/<int:run_id>/save/", imports.import_save, "import_save"),
        _path(registry, "imports/<int:run_id>/undo/", imports.import_undo, "import_undo"),
        _path(registry, "imports/<int:run_id>/result.xlsx", imports.import_result, "import_result"),
        _path(registry, "imports/<int:run_id>/drop/", imports.import_drop, "import_drop"),
    ]


def _path(registry, route, view, name):
    address = f"{registry.slug}/{route}"
    return path(address, view, {"registry": registry}, name=registry.address(name))
