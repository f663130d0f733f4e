"""Values of a record as JSON and back, exactly: what undoing an import compares and restores."""

from datetime import date, datetime
from decimal import Decimal

PLAIN = (str, bool, int, type(None))


def encode(values):
    """{key: value} as JSON can keep it; TypeError for a kind of value that no cell has."""
    return {key: _encode(value) for key, value in values.items()}


def decode(kept):
    return {key: _decode(value) for key, value in kept.items()}


def _encode(value):
    if type(value) in PLAIN:
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, (frozenset, set)):
        return {"set": sorted((_encode(one) for one in value), key=str)}
    if isinstance(value, (tuple, list)):
        return {"tuple": [_encode(one) for one in value]}
    if isinstance(value, str):  # a member of a TextChoices
        return str(value)
    raise TypeError(f"no cell holds a {type(value).__name__}")


def _decode(kept):
    if not isinstance(kept, dict):
        return kept
    ((kind, value),) = kept.items()
    return DECODERS[kind](value)


DECODERS = {
    "decimal": Decimal,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "set": lambda values: frozenset(map(_decode, values)),
    "tuple": lambda values: tuple(map(_decode, values)),
}
