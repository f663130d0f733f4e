"""The rules of the house that can be read off the files themselves."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.tree

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 400
VAGUE_NAMES = {"utils.py", "helpers.py", "mixins.py", "managers.py", "signals.py"}
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    re.IGNORECASE,
)
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)
PRINT_TEMPLATE = re.compile(r"\{% (?:include|extends) [\"'](?:[\w/]+/)?print/")
MACHINE_PATH = re.compile(r"(?<![\w./$~}-])/(?:home|root|tmp|work|Users)/\w|\b[A-Z]:\\\w")
MARKS_OF_UNFINISHED_WORK = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
# Django and its apps ask for these by name; nothing in the project mentions them.
ASKED_FOR_BY_LIBRARIES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def project_files(*patterns):
    """The files that git keeps or would keep: no environment, no libraries, no data."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    names = sorted(filter(None, listing.stdout.split("\0")))
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def modules():
    return [path for path in project_files("*.py") if "migrations" not in path.parts]


def templates():
    return project_files("templates/*.html", "templates/*.txt", "*/templates/*.html", "*/templates/*.txt")


def template_name(path):
    """What a view calls it: the path after its `templates` folder."""
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def lines_that_match(pattern, files):
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def text_of(path):
    """The file; a template without its comments, whose lines are kept so that the numbers stay right."""
    text = path.read_text(encoding="utf-8")
    if "templates" not in path.parts:
        return text
    return TEMPLATE_COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)


def test_the_project_has_modules_and_templates_to_look_at():
    assert len(modules()) > 50
    assert len(templates()) > 10


def test_a_module_has_at_most_400_lines():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_module_is_named_after_what_it_holds():
    assert [name_of(path) for path in modules() if path.name in VAGUE_NAMES] == []


def pages():
    """The templates that reach a browser; those of printed documents (print/) become PDF only."""
    return [path for path in templates() if path.suffix == ".html" and "print" not in path.parts]


def test_pages_hold_no_inline_script_or_style():
    """Our Content-Security-Policy would refuse them."""
    assert lines_that_match(INLINE, pages()) == []


def test_pages_show_nothing_that_is_made_for_print():
    assert lines_that_match(PRINT_TEMPLATE, pages()) == []


def test_every_template_is_used():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in project_files("*.py", "*.html", "*.txt")
        if not name_of(path).startswith("tests/")
    )
    names = {template_name(path) for path in templates()} - ASKED_FOR_BY_LIBRARIES - overriding_names()
    assert sorted(name for name in names if f'"{name}' not in source and f"'{name}" not in source) == []


def overriding_names():
    """Templates that stand in for one of a library, which asks for them itself."""
    folders = ("admin", "registration", "rest_framework", "drf_spectacular", "django", "bootstrap5")
    return {template_name(path) for path in templates() if template_name(path).startswith(folders)}


def test_a_component_says_on_top_what_it_needs():
    components = [path for path in templates() if "components" in path.parts]
    silent = [
        name_of(path)
        for path in components
        if not path.read_text(encoding="utf-8").lstrip().startswith(("{#", "{% comment"))
    ]
    assert silent == []


def test_no_work_is_left_for_later():
    this_file = Path(__file__).resolve()
    files = [path for path in project_files("*.py", "*.html", "*.css", "*.js", "bin/*") if path != this_file]
    assert lines_that_match(MARKS_OF_UNFINISHED_WORK, files) == []


def test_documents_and_settings_mention_no_path_of_one_machine():
    files = project_files("*.md", "*.py", "*.toml", "*.in", "*.txt", "*.json", "bin/*", ".ci/*")
    assert lines_that_match(MACHINE_PATH, [path for path in files if path.name != Path(__file__).name]) == []
