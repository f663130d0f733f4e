"""Load the dated reference rows of fixtures/workforce.json: professional titles and base wages."""

from datetime import date

from swprogram.org.reference import Loader
from workforce.models import BaseWage, Title


def import_workforce(data):
    """Load every row, named by its code or its first day. May be repeated: what people changed is left."""
    titles, wages = Loader(Title), Loader(BaseWage)
    for row in data["titles"]:
        values = {**row, "valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"])}
        code = values.pop("code")
        titles.keep(code, {"code": code}, values)
    for row in data["base_wages"]:
        values = {"amount": row["amount"], "legal_source": row["legal_source"]}
        wages.keep(row["valid_from"], {"valid_from": _day(row["valid_from"])}, values)


def _day(text):
    return date.fromisoformat(text) if text else None
