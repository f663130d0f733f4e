"""Which passwords are refused: those that people who know the person, or the language, would try first.

Registered in settings.AUTH_PASSWORD_VALIDATORS; Django asks each on every change.
"""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from swprogram.kit.text import search_key

KEPT = 5
ENOUGH = 4
ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb",
)
# Words that stand in passwords of offices, without accents and blanks.
COMMON = (
    "matkhau", "matma", "password", "pass", "admin", "administrator", "quantri", "quantrivien",
    "hethong", "user", "test", "demo", "login", "welcome", "xinchao", "iloveyou", "anhyeuem",
    "emyeuanh", "yeuem", "vietnam", "hanoi", "saigon", "hochiminh", "danang", "congtacxahoi", "congtac",
    "xahoi", "laodong", "thuongbinh", "sldtbxh", "ldtbxh", "soyte", "yte", "ubnd", "uyban", "nhandan",
    "chuongtrinh", "swprogram", "baocao", "canbo", "congchuc", "sotinh", "tinh", "huyen", "thanhpho",
    "phuong", "thitran",
)  # fmt: skip
YEAR = re.compile(r"(19|20)\d\d")
SAME_SIGNS = re.compile(r"(.)\1{2,}")
REPEATED = re.compile(r"(.+?)\1+")


class OwnWordsValidator:
    """Refuses a password that is made of own names, the unit, common words, years and rows of keys."""

    def validate(self, password, user=None):
        if weight_of(_left_over(password, words_of(user))) < ENOUGH:
            raise ValidationError(
                _(
                    "This password is easy to guess: it is made of names, common words, years or neighbouring"
                    " keys. Join three or four words that have nothing to do with you or your office."
                ),
                code="password_guessable",
            )

    def get_help_text(self):
        return _("Not your name, your unit, a common word with a year, or neighbouring keys.")


class NotUsedBeforeValidator:
    """Refuses the present password and the last ones; Django tells it of every password that is saved."""

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        hashes = {user.password, *user.former_passwords.values_list("encoded", flat=True)[:KEPT]}
        if any(check_password(password, encoded) for encoded in hashes):
            raise ValidationError(
                _("This password was used before. Choose another one."), code="password_used"
            )

    def password_changed(self, password, user=None):
        """Keeps the new hash, and the last ones before it."""
        user.former_passwords.create(encoded=user.password)
        kept = user.former_passwords.values("pk")[:KEPT]
        user.former_passwords.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()

    def get_help_text(self):
        return _("Not one of your last passwords.")


def words_of(user):
    """What others know of the person: names and units, whole and word by word, the longest first."""
    names = [] if user is None else [user.full_name, user.username, user.email.partition("@")[0]]
    if user is not None and user.pk:
        for membership in user.memberships.select_related("unit__parent"):
            names += _names_of_unit(membership.unit)
    folded = {word for name in names for word in (_bare(name), *re.findall(r"[a-z0-9]+", search_key(name)))}
    return sorted((word for word in folded | set(COMMON) if len(word) > 1), key=len, reverse=True)


def weight_of(rest):
    """How much of a password is not guessed: a letter counts one, a digit half."""
    return sum(0.5 if sign.isdigit() else 1 for sign in rest)


def _names_of_unit(unit):
    above = [unit.parent.name, unit.parent.short_name] if unit.parent else []
    return [unit.name, unit.short_name, unit.symbol, unit.code, *above]


def _left_over(password, words):
    """The password without accents, signs, known words, years, rows of keys and repetitions."""
    rest = _bare(password)
    whole = REPEATED.fullmatch(rest)
    rest = whole.group(1) if whole else rest
    for word in words:
        rest = rest.replace(word, " ")
    return re.sub(r"\s", "", _without_rows(SAME_SIGNS.sub(" ", YEAR.sub(" ", rest))))


def _bare(text):
    return re.sub(r"[^a-z0-9]", "", search_key(text))


def _without_rows(text):
    """Without every run of three or more neighbouring keys, in either direction."""
    rows = (*ROWS, *(row[::-1] for row in ROWS))
    kept, place = [], 0
    while place < len(text):
        run = next(
            (
                n
                for n in range(len(text) - place, 2, -1)
                if any(text[place : place + n] in row for row in rows)
            ),
            0,
        )
        kept.append("" if run else text[place])
        place += run or 1
    return "".join(kept)
