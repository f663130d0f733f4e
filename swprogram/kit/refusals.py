"""What a service refuses and no form shows: a message on the page where the button was pressed.

Forms show a refusal beside their fields (kit.forms.apply). A button has no field; what it asks can be refused
by a rule of the row all the same, for example by one that was made after the row was saved.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from swprogram.kit.workflow import ChangeRefused


class TellRefusals:
    """A refusal that leaves a view is told in words, never as a crash; the service has changed nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if request.method != "POST" or not isinstance(exception, (ChangeRefused, ValidationError)):
            return None
        for text in words_of(exception):
            messages.error(request, text)
        return HttpResponseRedirect(_page_of(request))


def words_of(refusal):
    return refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]


def _page_of(request):
    """Where the button stood, when the browser says so; else the first page."""
    page = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else reverse("home")
