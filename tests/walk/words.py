"""English messages of our own catalogue that stand on a Vietnamese page."""

import re

import polib
from django.conf import settings

NAMED_IN_ITSELF = {"English"}
PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*[\d.]*[a-z]|%[sd]|\{\w*\}")
WORD = re.compile(r"[^\W\d_]{3,}")


def find_english(words):
    """{text: message} of those texts that are an English message whose Vietnamese differs."""
    plain, patterns = read_messages()
    found = {text: text for text in words if text in plain}
    for text in words:
        for key in set(WORD.findall(text)):
            for pattern, message in patterns.get(key, ()):
                if pattern.fullmatch(text):
                    found[text] = message
    return found


def read_messages():
    """(messages without placeholders, {longest word: [(pattern, message)]} of the others)"""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    plain, patterns = set(), {}
    vietnamese = {text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())}
    for entry in catalogue:
        for message in filter(None, (entry.msgid, entry.msgid_plural)):
            words = WORD.findall(PLACEHOLDER.sub(" ", message))
            if message in vietnamese or message in NAMED_IN_ITSELF or not words:
                continue
            if not PLACEHOLDER.search(message):
                plain.add(" ".join(message.split()))
            elif len(words) > 1:
                said = ".+".join(re.escape(part) for part in PLACEHOLDER.split(message))
                patterns.setdefault(max(words, key=len), []).append((re.compile(said), message))
    return plain, patterns
