"""Cells that only the workforce registry has: a person's code, a name, an identity number, an e-mail."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from swprogram.registry.cells import CellRefused, Choice, Code, Text, YesNo, refuse_cut_off
from workforce.models.worker import IDENTITY_NUMBER, mask_number

MASK = "•"
TEMPORARY = re.compile(r"\*\s*(\w{1,20})")
SEPARATORS = re.compile(r"[\s.\-]")
# Excel drops the zero with which the numbers of many provinces begin; what is left tells how many it was.
LOST_ZEROS = {8: 9, 10: 12, 11: 12}


@dataclass(frozen=True)
class PersonCode(Code):
    """The person's id; or a text such as "*1", which stands for one new person in several rows of a file."""

    def parse(self, raw):
        if found := TEMPORARY.fullmatch(str(raw).strip()):
            return f"*{found[1]}"
        return super().parse(raw)

    def write(self, value):
        return value if isinstance(value, str) else super().write(value)


@dataclass(frozen=True)
class Name(Text):
    """One blank between the parts of a name, as it is stored."""

    def parse(self, raw):
        return " ".join(super().parse(raw).split())


@dataclass(frozen=True)
class IdentityNumber(Text):
    """Leaves masked. The mask typed back means "unchanged"; a whole number replaces the old one."""

    longest: int = 12
    width: int = 16

    def parse(self, raw):
        refuse_cut_off(str(raw))
        typed = SEPARATORS.sub("", str(raw))
        if MASK in typed:
            return typed
        if isinstance(raw, int):
            typed = typed.zfill(LOST_ZEROS.get(len(typed), 0))
        if not IDENTITY_NUMBER.regex.match(typed):
            raise CellRefused(
                _("An identity number has 12 digits, an old one 9. Format the column as text in Excel.")
            )
        return typed

    def write(self, value):
        return self.show(value) or None

    def show(self, value):
        return value if not value or MASK in value else mask_number(value)

    def is_same(self, before, typed):
        return typed == before if MASK in typed or not before else False


@dataclass(frozen=True)
class Email(Text):
    longest: int = 254

    def parse(self, raw):
        text = super().parse(raw)
        try:
            validate_email(text)
        except ValidationError as error:
            raise CellRefused(_("This is not an e-mail address. Type it like name@example.vn.")) from error
        return text


@dataclass(frozen=True)
class KeptChoice(Choice):
    """A choice that every record has: a blank cell leaves it as it was, or means the usual one if new."""

    def is_same(self, before, typed):
        return not typed or before == typed


@dataclass(frozen=True)
class KeptYesNo(YesNo):
    """An answer that every record has: a blank cell leaves it as it was."""

    blank: bool | None = None

    def is_same(self, before, typed):
        return typed is None or before == typed
