"""Reference data in: units and agencies. Repeating an import changes nothing that is right already."""

from datetime import date

from swprogram.org.enums import UnitKind
from swprogram.org.models import ProgrammeLead, Unit
from swprogram.org.services import rebuild_closure


def import_units(provinces):
    """Load provinces with their districts and communes: nested dicts with code, name, short_name, type."""
    for province in provinces:
        root = _keep_unit(province, UnitKind.PROVINCE, None)
        for district in province["districts"]:
            middle = _keep_unit(district, UnitKind.DISTRICT, root)
            for commune in district["communes"]:
                _keep_unit(commune, UnitKind.COMMUNE, middle)


def import_agencies(agencies, leads):
    """Load agencies under their province, and which of them leads the programmes from when to when."""
    for agency in agencies:
        province = Unit.objects.get(kind=UnitKind.PROVINCE, code=agency["province"])
        _keep_unit(agency | {"type": agency["kind"]}, UnitKind.AGENCY, province)
    for lead in leads:
        ProgrammeLead.objects.update_or_create(
            province=Unit.objects.get(code=lead["province"]),
            agency=Unit.objects.get(code=lead["agency"]),
            defaults={
                "ministry_department": lead["ministry_department"],
                "seat": lead["seat"],
                "valid_from": _day(lead["valid_from"]),
                "valid_to": _day(lead["valid_to"]),
            },
        )
    rebuild_closure()


def _keep_unit(row, kind, parent):
    unit, _created = Unit.objects.update_or_create(
        code=row["code"],
        defaults={
            "kind": kind,
            "type": row["type"],
            "name": row["name"],
            "short_name": row["short_name"],
            "symbol": row.get("symbol", ""),
            "parent": parent,
        },
    )
    return unit


def _day(text):
    return date.fromisoformat(text) if text else None
