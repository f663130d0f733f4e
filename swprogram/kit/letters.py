"""Vietnamese text that was typed before Unicode, or that a program took for another encoding.

TCVN3 (the fonts .VnTime …) and VNI put Vietnamese letters where Western ones stand: "NguyÔn" and "Nguyeãn"
are Nguyễn. UTF-8 that was read as Western or Vietnamese Windows text shows "Nguyá»…n". What a text was is
certain where it makes no Vietnamese syllables as it stands, and does in exactly one of these ways.
"""

import re
import unicodedata
from functools import lru_cache

TCVN3, VNI, TWICE_ENCODED = "TCVN3", "VNI", "UTF-8"

TCVN3_LETTERS = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# A letter and the sign behind it that carries its marks.
VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
VNI_LETTERS = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
VNI_SIGNS = re.compile(
    "|".join(
        [f"[{b}{b.upper()}][{''.join(VNI_MARKS[b])}{''.join(VNI_MARKS[b]).upper()}]" for b in VNI_MARKS]
        + ["[^\x00-\x7f]"]
    )
)

WORD = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f]+")
ENGLISH_LETTER = re.compile("[A-Za-z]")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en "
    "eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt "
    "iêu o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng "
    "oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng "
    "uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyên uyêt uyn uyt uyu ư ưa ưc "
    "ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yn yt yêm yên yêng yêt yêu "
)
SYLLABLE = re.compile(f"(?:{ONSETS})?(?:{'|'.join(RHYMES.split())})")
MOST_TIMES = 3
LONGEST_SYLLABLE = len("nghiêng")
# A text with any other sign was typed in Unicode.
ONE_BYTE = "".join(
    bytes([n]).decode(name, "ignore") for name in ("latin-1", "cp1252", "cp1258") for n in range(256)
)
OTHER_SIGN = re.compile(f"[^{re.escape(ONE_BYTE)}]")


def readings_of(text):
    """{what it was: the text in Unicode} of every way in which the text makes Vietnamese syllables."""
    if text.isascii() or OTHER_SIGN.search(text):
        return {}
    if (whole := _decoded(text)) and whole != text:
        return {TWICE_ENCODED: whole}
    found = {TCVN3: _from_tcvn3(text), VNI: _from_vni(text)}
    return {kind: read for kind, read in found.items() if read and read != text and is_vietnamese(read)}


def doubts_about(text):
    """The ways in which a strange text can be read, where there are several; none where it is clear."""
    found = readings_of(text) if is_strange(text) else {}
    return sorted(found.values()) if len(found) > 1 else []


def is_vietnamese(text):
    """Are all words with other letters than English ones syllables of Vietnamese, in one kind of letters?"""
    return all(_is_syllable(word) for word in WORD.findall(unicodedata.normalize("NFC", text)))


def is_strange(text):
    """Does a word of the text hold letters or signs that no Vietnamese word holds in this place?"""
    tokens = (token for token in TOKEN.findall(unicodedata.normalize("NFC", text)) if not token.isascii())
    words = (token for token in tokens if ENGLISH_LETTER.search(token))
    return any(not word.isalpha() or not _is_syllable(word) for word in words)


def _is_syllable(word):
    return word.isascii() or (len(word) <= LONGEST_SYLLABLE and _is_known_syllable(word))


@lru_cache(maxsize=10_000)
def _is_known_syllable(word):
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", TONES.sub("", parts))
    is_of_one_case = word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
    return is_of_one_case and len(TONES.findall(parts)) <= 1 and bool(SYLLABLE.fullmatch(bare))


def _from_tcvn3(text):
    read = "".join(TCVN3_LETTERS.get(sign, sign) for sign in text)
    return read if all(sign.isascii() or sign in TCVN3_LETTERS for sign in text) else None


def _from_vni(text):
    read = VNI_SIGNS.sub(lambda found: _vni_letter(found[0]), text)
    return None if "\ufffd" in read else read


def _vni_letter(signs):
    base, mark = signs[0], signs[1:].lower()
    letter = VNI_MARKS[base.lower()][mark] if mark else VNI_LETTERS.get(base.lower(), "\ufffd")
    return letter.upper() if base.isupper() else letter


def _decoded(text):
    """The text read as UTF-8, as often as it was taken for something else; None where it never was."""
    found = None
    for _time in range(MOST_TIMES):
        read = next(filter(None, (_once_decoded(found or text, name) for name in ("cp1252", "cp1258"))), None)
        if read is None:
            break
        found = read
    return found and unicodedata.normalize("NFC", found)


def _once_decoded(text, name):
    try:
        data = b"".join(_byte_of(sign, name) for sign in text)
        read = data.decode("utf-8")
    except UnicodeError:
        return None
    return None if read == text else read


def _byte_of(sign, name):
    """Windows keeps what its table lacks as the sign of the same number."""
    try:
        return sign.encode(name)
    except UnicodeEncodeError:
        return sign.encode("latin-1")
