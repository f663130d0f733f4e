"""Reference data in: units and agencies, never over what people made of them (reference.py)."""

from datetime import date

from swprogram.org.enums import UnitKind
from swprogram.org.models import ProgrammeLead, Unit
from swprogram.org.reference import Loader
from swprogram.org.services import rebuild_closure


def import_units(provinces):
    """Load provinces with their districts and communes: nested dicts with code, name, short_name, type."""
    loader = Loader(Unit)
    for province in provinces:
        root = _keep_unit(loader, province, UnitKind.PROVINCE, None)
        for district in province["districts"]:
            middle = _keep_unit(loader, district, UnitKind.DISTRICT, root)
            for commune in district["communes"]:
                _keep_unit(loader, commune, UnitKind.COMMUNE, middle)


def import_agencies(agencies, leads):
    """Load agencies under their province, and which of them leads the programmes from when to when."""
    loader = Loader(Unit)
    for agency in agencies:
        province = _loaded(loader, agency["province"])
        _keep_unit(loader, agency | {"type": agency["kind"]}, UnitKind.AGENCY, province)
    _import_leads(leads, loader)
    rebuild_closure()


def _import_leads(leads, units):
    loader = Loader(ProgrammeLead)
    for row in leads:
        place = {"province": _loaded(units, row["province"]), "agency": _loaded(units, row["agency"])}
        values = {
            "ministry_department": row["ministry_department"],
            "seat": row["seat"],
            "valid_from": _day(row["valid_from"]),
            "valid_to": _day(row["valid_to"]),
        }
        loader.keep(f"{row['province']} {row['agency']} {row['valid_from']}", place, values)


def _loaded(units, code):
    """The unit that the fixtures call so, whatever its code is now; None where people deleted it."""
    loaded = units.loaded.get(code)
    return units.rows.get(loaded.row_id) if loaded else None


def _keep_unit(loader, row, kind, parent):
    values = {
        "kind": kind.value,
        "type": row["type"],
        "name": row["name"],
        "short_name": row["short_name"],
        "symbol": row.get("symbol", ""),
        "parent": parent,
    }
    return loader.keep(row["code"], {"code": row["code"]}, values)


def _day(text):
    return date.fromisoformat(text) if text else None
