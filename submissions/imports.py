"""The catalogue in: breakdowns, measures and forms from fixtures/catalogue.json.

Codes are never reused: what stood in a figure once must always mean the same.
"""

from submissions.models import Breakdown, Form, FormLine, Measure, Option
from swprogram.org.reference import Loader


def import_catalogue(data):
    breakdowns, options = Loader(Breakdown), Loader(Option)
    for position, row in enumerate(data["breakdowns"], start=1):
        _keep_breakdown(breakdowns, options, row, position)
    measures = Loader(Measure)
    for position, row in enumerate(data["measures"], start=1):
        _keep_measure(measures, row, position)
    forms, lines = Loader(Form), Loader(FormLine)
    for position, row in enumerate(data["forms"], start=1):
        _keep_form(forms, lines, row, position)


def find_options(codes):
    """Options by their full codes, as "staff_kind:cadre"; KeyError for a code that is not there."""
    options = Option.objects.select_related("breakdown")
    by_code = {f"{option.breakdown.code}:{option.code}": option for option in options}
    return [by_code[code] for code in codes]


def _keep_breakdown(breakdowns, options, row, position):
    values = {"name": row["name"], "name_en": row["name_en"], "position": position}
    breakdown = breakdowns.keep(row["code"], {"code": row["code"]}, values)
    for place, option in enumerate(row["options"], start=1):
        values = {"name": option["name"], "name_en": option["name_en"], "position": place}
        find = {"breakdown": breakdown, "code": option["code"]}
        options.keep(f"{row['code']}:{option['code']}", find, values)


def _keep_measure(measures, row, position):
    links = {
        "rows": Breakdown.objects.filter(code=row["rows"]).first(),
        "columns": Breakdown.objects.filter(code=row["columns"]).first(),
        "part_of": Measure.objects.filter(code=row["part_of"]).first(),
    }
    measures.keep(row["code"], {"code": row["code"]}, row | links | {"position": position})


def _keep_form(forms, lines, row, position):
    values = {"name": row["name"], "name_en": row["name_en"], "level": row["level"], "position": position}
    form = forms.keep(row["code"], {"code": row["code"]}, values)
    for place, line in enumerate(row["lines"], start=1):
        values = {
            "position": place,
            "section": line["section"],
            "section_en": line["section_en"],
            "options": find_options(line["options"]),
        }
        find = {"form": form, "measure": Measure.objects.filter(code=line["measure"]).first()}
        lines.keep(f"{row['code']} {line['measure']}", find, values)
