"""Somebody who opens every page and presses every button; what each changed is taken back."""

import logging
from contextlib import contextmanager
from urllib.parse import urldefrag, urlencode, urljoin

from django.db import transaction
from django.test import Client

from tests.walk.html import Page

FORM = "application/x-www-form-urlencoded"
LEAVING = ("/logout/", "/language/")  # what follows would be another person's walk, or an English one


class Heard(logging.Handler):
    """What the server noted as an error."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        cause = record.exc_info[1] if record.exc_info else None
        self.records.append(f"{record.getMessage()} {cause!r:.300}" if cause else record.getMessage())

    def take(self):
        told, self.records = self.records, []
        return told


@contextmanager
def listening():
    """The errors that the server notes meanwhile; what it denies is not worth a note here."""
    heard, root, requests = Heard(), logging.getLogger(), logging.getLogger("django.request")
    root.addHandler(heard)
    requests.setLevel(logging.ERROR)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        requests.setLevel(logging.NOTSET)


class Walker:
    """One person; `failures` are the answers that no page may give."""

    def __init__(self, person, heard):
        self.client = Client(raise_request_exception=False, headers={"accept-language": "vi"})
        self.client.force_login(person)
        self.name, self.heard = person.username, heard
        self.failures, self.words, self.sent = [], {}, set()

    def visit(self, path, presses=True):
        """The page at the address; its forms are sent unchanged by each of their buttons."""
        page = self.read(path)
        if page is None:
            return
        self.words |= dict.fromkeys(page.words - self.words.keys(), path)
        for form in page.forms:
            if presses and form.method == "post" and address_of(form, path) not in LEAVING:
                self.send(path, form)

    def read(self, path):
        """The Page at the address; None where it is a file, a redirect or denied."""
        response = self.ask("GET", path)
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        return Page(response.content.decode()) if is_page else None

    def send(self, path, form):
        """Press each button once; the same values for the same address are sent once only."""
        action = address_of(form, path)
        for pairs in form.ways():
            values = [(name, value) for name, value in pairs if name != "csrfmiddlewaretoken"]
            key = (action.split("?")[0], tuple(values))
            if key not in self.sent:
                self.sent.add(key)
                self.ask("POST", action, values)

    def ask(self, method, path, data=None):
        """The answer; one of 500 and above, or an error that the server noted, is a failure."""
        form = {} if data is None else {"data": encode(data), "content_type": FORM}
        with transaction.atomic():
            response = self.client.generic(method, path, **form)
            if hasattr(response, "streaming_content"):
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        told = self.heard.take()
        if response.status_code >= 500 or told:
            self.failures.append(f"{method} {path} as {self.name}: {response.status_code} {told[:2]}")
        return response


def address_of(form, path):
    return urldefrag(urljoin(path, form.action)).url


def encode(pairs):
    """As bytes leave a client that keeps to nothing: half a surrogate goes out too."""
    return urlencode(pairs, errors="surrogatepass")
