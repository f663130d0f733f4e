"""One of the five documents, Thừa Thiên Huế 2010–2020, typed into the forms from nothing in a browser."""

import json

from django.urls import reverse
from django.utils import translation

from plans.models import Plan
from plans.parts import PARTS
from swprogram.org.models import Unit
from tests.plans.test_rebuild import FOLDER, Typist, read_parts

HUE = {"unit__code": "46", "from_year": 2010}


class TypistAtBrowser(Typist):
    """Types row after row as an officer does: opens the form, fills its fields, saves."""

    def __init__(self, data, person):
        self.data = data
        self.province = Unit.objects.get(code=data["province"])
        self.person = person

    def add(self, part, typed):
        self.post("part_add", [self.plan.pk, part], typed)
        return PARTS[part].model.objects.filter(plan=self.plan).latest("pk").pk

    def post(self, name, args, typed):
        self.person.go(reverse(name, args=args))
        for field, value in typed.items():
            if value not in (None, "", []):
                self.fill(field, value)
        with self.person.page.expect_response(lambda response: response.request.method == "POST"):
            self.person.submit()
        self.person.page.wait_for_load_state("networkidle")
        assert self.person.page.locator(".error-summary").count() == 0, (name, typed)

    def fill(self, field, value):
        inputs = self.person.page.locator(f"main [name={field}]")
        if inputs.count() == 0:
            return  # the file says more than this form asks for; the comparison at the end notices a gap
        kind = inputs.first.get_attribute("type")
        if inputs.first.evaluate("input => input.tagName") == "SELECT":
            inputs.select_option(str(value))
        elif value == "on":
            inputs.check()
        elif kind == "checkbox":
            for chosen in value:
                self.person.page.locator(f"main [name={field}][value='{chosen}']").check()
        else:
            inputs.fill(str(value))


def test_a_plan_is_typed_in_from_its_document(sign_in, as_officer_of):
    data = json.loads((FOLDER / "hue_2010_2020.json").read_text(encoding="utf-8"))
    expected = read_parts(Plan.objects.get(**HUE))
    Plan.objects.filter(unit__code="46").delete()
    person = sign_in(as_officer_of("hue-sldtbxh"))
    with translation.override("vi"):
        TypistAtBrowser(data, person).enter_everything()
    said = read_parts(Plan.objects.get(**HUE))
    for part, rows in expected.items():
        assert said[part] == rows, part
    assert person.errors == []
