"""What a plan's page says, and what the document says, both as plain text."""

import re
from html import unescape
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


def text_of(html):
    """The words of some HTML, one blank between them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def part_of(html, part):
    """The words of the part of the page with this id."""
    (section,) = re.findall(rf'<section[^>]*\bid="{part}"[^>]*>.*?</section>', html, re.DOTALL)
    return text_of(section)


def printed(name):
    """The document's text by parts: {part: rows}, a row as (printed number, text) or as the text alone."""
    parts = {}
    for block in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n\n"):
        title, *lines = block.split("\n")
        parts[title.strip("[]")] = [tuple(line.split("\t")) if "\t" in line else line for line in lines]
    return parts


def printed_bodies(name):
    """The bodies of the document with their duties: [(number, name, [texts])]."""
    bodies = []
    for number, text in printed(name)["bodies"]:
        if number == "-":
            bodies[-1][2].append(text)
        else:
            bodies.append((number, text, []))
    return bodies


def assert_in_order(words, texts):
    """Every text stands in `words`, each after the one before it."""
    start = 0
    for text in texts:
        found = words.find(" ".join(text.split()), start)
        assert found >= 0, f"not found, or not in this place: {text}"
        start = found + len(text)
