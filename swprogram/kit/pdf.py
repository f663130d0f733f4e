"""Documents as PDF: a template in Vietnamese, turned into a tagged PDF/UA file by WeasyPrint.

WeasyPrint and the libraries behind it are loaded only when a document is printed.
"""

from collections import namedtuple

from django.template.loader import render_to_string
from django.utils import translation

Document = namedtuple("Document", ["html", "pdf"])


class MissingAsset(Exception):
    """A document asks for something that is not one of the portal's own static files."""


def render_pdf(template, context):
    """The document as (html, pdf bytes); its HTML is what tests and previews read.

    A style sheet, font or picture that cannot be had raises MissingAsset: a document without its
    layout must not leave the house.
    """
    with translation.override("vi"):
        html = render_to_string(template, context)
        return Document(html, _write_pdf(html))


def _write_pdf(html):
    from weasyprint import HTML

    from swprogram.kit.print_assets import BASE_URL, StaticFetcher

    fetcher = StaticFetcher()
    pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1")
    if fetcher.refused:
        raise MissingAsset(", ".join(fetcher.refused))
    return pdf
