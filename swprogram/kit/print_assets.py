"""What a printed document may load: the portal's own static files, by no other way than their folders.

WeasyPrint's own fetcher opens local files and follows links to the network; text typed by a user
could then carry a file of the server, or a page of its neighbours, into a PDF.
"""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

from swprogram.kit.static_files import find_static_file

# Relative addresses need a base; names under .invalid never exist (RFC 2606), and nothing is asked for.
BASE_URL = "https://documents.invalid/"


class StaticFetcher(URLFetcher):
    """Serves static files and remembers every other address that it `refused`.

    WeasyPrint only logs what an exception of its fetcher says, so the caller has to look at `refused`.
    """

    def __init__(self):
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.refused = []

    def fetch(self, url, headers=None):
        try:
            return _static_file(url)
        except Exception:
            self.refused.append(url)
            raise


def _static_file(url):
    root = urljoin(BASE_URL, settings.STATIC_URL)
    if not url.startswith(root):
        raise PermissionError("only static files may be printed")
    found = find_static_file(unquote(urlsplit(url).path).removeprefix(urlsplit(root).path))
    if found is None:
        raise FileNotFoundError("no such static file")
    kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
    return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})
