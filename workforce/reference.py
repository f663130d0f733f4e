"""Load the dated reference rows of fixtures/workforce.json: professional titles and base wages."""

from datetime import date

from workforce.models import BaseWage, Title


def import_workforce(data):
    """Create or update every row, found by its code or its first day. May be repeated."""
    for row in data["titles"]:
        values = {**row, "valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"])}
        Title.objects.update_or_create(code=values.pop("code"), defaults=values)
    for row in data["base_wages"]:
        values = {"amount": row["amount"], "legal_source": row["legal_source"]}
        BaseWage.objects.update_or_create(valid_from=_day(row["valid_from"]), defaults=values)


def _day(text):
    return date.fromisoformat(text) if text else None
