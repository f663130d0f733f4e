"""Static files under names that change with their content, so that a browser keeps them for good."""

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStorage(CompressedManifestStaticFilesStorage):
    """A file that was not collected goes by its plain name: what was never collected still works."""

    manifest_strict = False

    def stored_name(self, name):
        clean = self.clean_name(name)
        return super().stored_name(name) if self.hash_key(clean) in self.hashed_files else name


def find_static_file(name):
    """Where a static file lies, by its plain or its collected name; None where there is none."""
    if found := finders.find(name):
        return found
    if name in getattr(staticfiles_storage, "hashed_files", {}).values():
        return staticfiles_storage.path(name)
    return None
