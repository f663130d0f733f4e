"""The catalogue in: breakdowns, measures and forms from fixtures/catalogue.json.

Codes are never reused: what stood in a figure once must always mean the same.
"""

from submissions.models import Breakdown, Form, FormLine, Measure, Option


def import_catalogue(data):
    for position, row in enumerate(data["breakdowns"], start=1):
        _keep_breakdown(row, position)
    for position, row in enumerate(data["measures"], start=1):
        _keep_measure(row, position)
    for position, row in enumerate(data["forms"], start=1):
        _keep_form(row, position)


def find_options(codes):
    """Options by their full codes, as "staff_kind:cadre"; KeyError for a code that is not there."""
    options = Option.objects.select_related("breakdown")
    by_code = {f"{option.breakdown.code}:{option.code}": option for option in options}
    return [by_code[code] for code in codes]


def _keep_breakdown(row, position):
    values = {"name": row["name"], "name_en": row["name_en"], "position": position}
    breakdown, _created = Breakdown.objects.update_or_create(code=row["code"], defaults=values)
    for place, option in enumerate(row["options"], start=1):
        Option.objects.update_or_create(
            breakdown=breakdown,
            code=option["code"],
            defaults={"name": option["name"], "name_en": option["name_en"], "position": place},
        )


def _keep_measure(row, position):
    links = {
        "rows": Breakdown.objects.filter(code=row["rows"]).first(),
        "columns": Breakdown.objects.filter(code=row["columns"]).first(),
        "part_of": Measure.objects.filter(code=row["part_of"]).first(),
    }
    Measure.objects.update_or_create(code=row["code"], defaults=row | links | {"position": position})


def _keep_form(row, position):
    values = {"name": row["name"], "name_en": row["name_en"], "level": row["level"], "position": position}
    form, _created = Form.objects.update_or_create(code=row["code"], defaults=values)
    for place, line in enumerate(row["lines"], start=1):
        kept, _created = FormLine.objects.update_or_create(
            form=form,
            measure=Measure.objects.get(code=line["measure"]),
            defaults={"position": place, "section": line["section"], "section_en": line["section_en"]},
        )
        kept.options.set(find_options(line["options"]))
