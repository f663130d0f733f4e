"""Vietnamese text: one spelling to store, one key to search by, one key to sort by.

SQLite folds and sorts ASCII only and PostgreSQL sorts by the collation of its cluster, so both keys
are computed here and kept in columns; lists, exports and both databases then agree.
"""

import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2212]")
# Old keyboards write the letter đ as the Icelandic ð.
D_STROKE = str.maketrans("ðÐ", "đĐ")
WORDS = re.compile(r"[0-9]+|[^\W0-9_]+")

# ngang has no mark; the others in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
NO_TONE = "0"

# A sort key uses 0-9 and a-z only, because these stand in the same order in every collation:
# 0 is a blank, 1 opens a number, 2 opens a letter of another script, 3-z are the letters.
DIGITS = "0123456789"
SYMBOLS = DIGITS + "abcdefghijklmnopqrstuvwxyz"
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_SYMBOLS = dict(zip(LETTERS, SYMBOLS[3:], strict=True))
BLANK, NUMBER, OTHER_SCRIPT = "0", "1", "2"
END_OF_LETTERS = BLANK * 2


def normalise(text):
    """The spelling that is stored: Unicode NFC, no blanks around it, no invisible signs in it."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def looks_like_identity_number(text):
    """9 or 12 digits, however spaced, alone or among words: what must stand in no address, view or log."""
    runs = re.findall(r"\d(?:[\s._\-]*\d)*", text)
    return any(len(re.sub(r"\D", "", run)) in (9, 12) for run in runs)


def search_key(text):
    """What two spellings of a word have in common: 'HOÀ  BÌNH', 'Hòa Bình' and 'hoa binh' are one."""
    bare = "".join(sign for sign in _decompose(_fold(text)) if not unicodedata.combining(sign))
    return " ".join(DASHES.sub("-", bare.replace("đ", "d")).split())


def sort_key(text):
    """A string whose binary order is the Vietnamese alphabetical order.

    First the letters (a ă â b c d đ e ê g …): blanks before numbers, numbers before letters, numbers
    by size ('Phường 2' before 'Phường 10'). Among equal letters the tones, syllable by syllable.
    Case, punctuation and the place of a tone mark do not count ('Hoà' = 'Hòa').
    """
    words = WORDS.findall(_fold(text))
    letters = BLANK.join(_number_code(word) if word[0] in DIGITS else _word_code(word) for word in words)
    return letters + END_OF_LETTERS + "".join(_tone(word) for word in words)


def _fold(text):
    return unicodedata.normalize("NFKC", normalise(text).translate(D_STROKE).casefold())


def _decompose(text):
    return unicodedata.normalize("NFD", text)


def _number_code(digits):
    """Shorter numbers first, then digit by digit; 02 equals 2."""
    significant = digits.lstrip("0")
    return NUMBER + SYMBOLS[min(len(significant), len(SYMBOLS) - 1)] + significant


def _word_code(word):
    letters = (_letter(sign) for sign in word)
    return "".join(LETTER_SYMBOLS.get(letter, f"{OTHER_SCRIPT}{ord(letter):06x}") for letter in letters)


def _letter(sign):
    """The letter without its tone ('ế' is ê), or without any mark where Vietnamese has no such letter."""
    parts = _decompose(sign)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return letter if letter in LETTER_SYMBOLS else parts[0]


def _tone(word):
    return next((TONES[part] for part in _decompose(word) if part in TONES), NO_TONE)
