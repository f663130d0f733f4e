"""What a page says, as plain text."""

import re

HTMX = {"HX-Request": "true"}


def text_of(response):
    """The words of the page's main part."""
    html = response.content.decode()
    main = html[html.find("<main") :] if "<main" in html else html
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())
