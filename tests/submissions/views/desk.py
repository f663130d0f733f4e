"""An officer at the form of a unit's counts, over HTTP."""

from django.urls import reverse

from submissions.models import Submission
from tests.factories.submissions import figure_ids


class Desk:
    """An officer with the form open: what was loaded, and what is posted back."""

    def __init__(self, client, submission):
        self.client, self.submission = client, submission
        self.url = reverse("submission_edit", args=[submission.pk])
        self.open()

    def open(self):
        page = self.client.get(self.url)
        form, sheet = page.context["form"], page.context["sheet"]
        self.fields = {cell.input_id: cell.text for cell in sheet.cells.values()}
        self.fields |= {"version": form["version"].value(), "loaded": form["loaded"].value()}
        self.fields["note"] = form["note"].value()
        self.ids = {place: f"figure-{pk}" for place, pk in figure_ids(self.submission).items()}
        return page

    def type(self, **texts):
        self.fields |= {self.ids[place.replace("__", ":")]: text for place, text in texts.items()}
        return self

    def post(self, action="save", **more):
        return self.client.post(self.url, self.fields | {"action": action} | more)

    def now(self):
        return Submission.objects.get(pk=self.submission.pk)


def shown(response, desk, place):
    """The cell as the answered page shows it."""
    return response.context["sheet"].cells[int(desk.ids[place].removeprefix("figure-"))]


def messages_of(response):
    """What the page says first, without the link back to where the officer was."""
    return [str(message).partition(" <a href=")[0] for message in response.context["messages"]]


def complete(desk):
    desk.fields |= {field: desk.fields[field] or "0" for field in desk.ids.values()}
    return desk
