"""A page as a browser takes it: its words, and each of its forms with what it would send back."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = ("script", "style")
READ_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


@dataclass
class SentForm:
    """One form: where it goes, how, what its controls hold, and the buttons that send it."""

    action: str
    method: str
    controls: list = field(default_factory=list)
    buttons: list = field(default_factory=list)

    def ways(self):
        """[(name, value)] once for every button; a form without a named button has one way."""
        return [self.controls + [button] if button else self.controls for button in self.buttons or [None]]


@dataclass
class Select:
    name: str
    is_multiple: bool
    options: list = field(default_factory=list)

    def sent(self):
        chosen = [value for value, is_selected in self.options if is_selected]
        if not chosen and self.options and not self.is_multiple:
            chosen = [self.options[0][0]]
        return [(self.name, value) for value in (chosen if self.is_multiple else chosen[-1:])]


class Page(HTMLParser):
    """`forms` and `words` of a page; `own` are the forms inside of <main>."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.forms, self.own, self.words = [], [], set()
        self.silent = self.textarea = self.select = self.option = None
        self.form, self.is_main, self.by_id = None, False, {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.words.update(given[name].strip() for name in READ_ATTRIBUTES if given.get(name))
        self.silent = tag if tag in SILENT else self.silent
        self.is_main = self.is_main or tag == "main"
        open_tag = getattr(self, f"open_{tag}", None)
        if open_tag:
            open_tag(given)

    def handle_endtag(self, tag):
        self.silent = None if tag == self.silent else self.silent
        close_tag = getattr(self, f"close_{tag}", None)
        if close_tag:
            close_tag()

    def handle_data(self, data):
        if self.textarea is not None:
            self.textarea[2] += data
        elif self.option is not None:
            self.option[2] += data
        if not self.silent and data.strip():
            self.words.add(" ".join(data.split()))

    def close_main(self):
        self.is_main = False

    def open_form(self, given):
        self.form = self._form_of(given.get("id"))
        self.form.action, self.form.method = given.get("action") or "", (given.get("method") or "get").lower()
        self.forms.append(self.form)
        if self.is_main:
            self.own.append(self.form)

    def close_form(self):
        self.form = None

    def open_input(self, given):
        kind, name = given.get("type", "text"), given.get("name")
        if kind in ("submit", "image"):
            self._add_button(given, name)
        elif self._is_sent(given) and kind not in ("file", "button", "reset"):
            is_box = kind in ("checkbox", "radio")
            if not is_box or "checked" in given:
                value = given.get("value", "on" if is_box else "")
                self._owner(given).controls.append((name, value))

    def open_button(self, given):
        if given.get("type", "submit") == "submit" and "disabled" not in given:
            self._add_button(given, given.get("name"))

    def open_textarea(self, given):
        self.textarea = [self._owner(given), given.get("name") if self._is_sent(given) else None, ""]

    def close_textarea(self):
        if self.textarea:
            form, name, text = self.textarea
            if form is not None and name:
                form.controls.append((name, text.removeprefix("\n")))
        self.textarea = None

    def open_select(self, given):
        self.select = Select(given.get("name"), "multiple" in given) if self._is_sent(given) else None
        self.select_owner = self._owner(given)

    def close_select(self):
        self._end_option()
        if self.select:
            self.select_owner.controls += self.select.sent()
        self.select = None

    def open_option(self, given):
        self._end_option()
        if self.select and "disabled" not in given:
            self.option = [given.get("value"), "selected" in given, ""]

    def close_option(self):
        self._end_option()

    def _end_option(self):
        if self.option and self.select:
            value, is_selected, text = self.option
            self.select.options.append((text.strip() if value is None else value, is_selected))
        self.option = None

    def _add_button(self, given, name):
        owner = self._owner(given)
        if owner is not None:
            owner.buttons.append((name, given.get("value", "")) if name else None)

    def _is_sent(self, given):
        return bool(given.get("name")) and "disabled" not in given and self._owner(given) is not None

    def _owner(self, given):
        return self._form_of(given["form"]) if given.get("form") else self.form

    def _form_of(self, name):
        """The form of this id, which may stand below its controls."""
        if not name:
            return SentForm("", "get")
        return self.by_id.setdefault(name, SentForm("", "get"))


def together(pairs):
    """{name: [values]} as a form sends them."""
    values = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values
