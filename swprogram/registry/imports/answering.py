"""The officer's answers: which sheets, rows and columns are read, what holds for all rows, what words mean.

A proposal stands beside its field and is taken by a click; nothing that is unsure is chosen by itself.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from swprogram.kit.text import search_key
from swprogram.registry.cells import Choice, Code, Reference, YesNo
from swprogram.registry.imports.answers import Answers, read_lines
from swprogram.registry.imports.matching import is_answer, missing_columns
from swprogram.registry.imports.runs import headings_of
from swprogram.registry.imports.words import meanings_of
from swprogram.registry.spec import registry_of

BY_GROUP, BY_SHEET = "=group", "=sheet"
EDGES = ("top", "bottom", "first", "last")
LAST_LINE = 1_048_576
MOST_AREAS = 40  # sheets whose lines are asked: more would be thousands of fields
MOST_OPTIONS = 500  # of a column that is not required; more are typed
KEEP, SWAP = "keep", "swap"
ONLY_WHOLE = (Choice, Code, Reference, YesNo)  # values that are never written in parts
EVERY_HINT = "all"


class HintedForm(forms.Form):
    """A form whose fields may have a proposal, `hints`: {field: (value, its words)}."""

    hints = {}

    def with_hints(self, name):
        """The form as it was sent, not checked, with one proposal taken, or all of them."""
        typed = {
            key: field.widget.value_from_datadict(self.data, {}, key) for key, field in self.fields.items()
        }
        taken = {
            key: value
            for key, (value, _words) in self.hints.items()
            if key == name or (name == EVERY_HINT and not typed.get(key))
        }
        return type(self)(initial=typed | taken, run=self.run, cells=self.cells)

    def hint_of(self, name):
        """The words of the proposal that is not taken yet."""
        value, words = self.hints.get(name, ("", ""))
        return "" if self[name].value() == value else words

    def hinted(self, name):
        return self[name], self.hint_of(name)


class AnswersForm(HintedForm):
    """How the workbook is read; `answers` is what was said, once it is valid."""

    def __init__(self, *args, run, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.run, self.cells, self.found = run, cells, run.findings
        self.registry = registry_of(run.registry)
        self.headings = [one for one in headings_of(run) if not one.is_passed_over]
        self.known = Answers.of(run.matching)
        if not self.known.columns:
            self.known = Answers.of(self.found.get("answers"))
        self.hints = {}
        self._add_sheets()
        self._add_columns()
        self._add_values()
        self._add_dates()

    # --- fields ---

    def _add_sheets(self):
        sheets = self.found.get("sheets", ())
        if sheets:
            self.fields["listed"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial="sheets"
            )
        for number, sheet in enumerate(sheets):
            is_read = forms.BooleanField(label=sheet["title"], required=False, initial=sheet["is_read"])
            is_read.widget.attrs["class"] = "form-check-input"
            self.fields[f"sheet-{number}"] = is_read
            for edge, line in zip(EDGES, sheet["area"], strict=True) if len(sheets) <= MOST_AREAS else ():
                self.fields[f"{edge}-{number}"] = _line_field(_edge_labels()[edge], line)
        if any(sheet["hidden"] for sheet in sheets):
            label = _("Read hidden and filtered rows too")
            self.fields["with_hidden"] = forms.BooleanField(
                label=label, required=False, initial=self.known.with_hidden,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )  # fmt: skip
        self.fields["left_out"] = forms.CharField(
            label=_("Further rows to leave out"), required=False, max_length=200, initial=self.known.left_out,
            widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "5, 9-12"}),
        )  # fmt: skip

    def _add_columns(self):
        chosen = {index: key for key, indexes in self.known.columns.items() for index in indexes}
        choices = [("", _("Leave out")), *((one.key, _label(one)) for one in self.registry.sheet_columns)]
        names = dict(choices)
        for heading in self.headings:
            name = f"column-{heading.index}"
            label = heading.text or _("(no heading)")
            initial = chosen.get(heading.index, "")
            self.fields[name] = _choice_field(label, choices, initial)
            proposed = self.found.get("proposed", {}).get(str(heading.index))
            if proposed in names:
                self.hints[name] = proposed, names[proposed]

    def _add_values(self):
        for column in self.registry.sheet_columns:
            if not column.is_key:
                name = f"value-{column.key}"
                self.fields[name] = self._value_field(column, self._value_of(column.key))
                if hint := self.found.get("hints", {}).get(column.key):
                    self.hints[name] = hint, hint

    def _value_field(self, column, initial):
        options = meanings_of(self.cells[column.key])
        if not options or (len(options) > MOST_OPTIONS and not column.is_required):
            return forms.CharField(
                label=_label(column), required=False, max_length=2000, initial=initial,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )  # fmt: skip
        choices = [("", _("(none)")), *self._special_sources(), *((option, option) for option in options)]
        return _choice_field(_label(column), choices, initial)

    def _special_sources(self):
        if groups := self.found.get("groups"):
            yield BY_GROUP, _("As the row above the group says: %(groups)s") % {"groups": "; ".join(groups)}
        titles = [sheet["title"] for sheet in self.found.get("sheets", ()) if not sheet["is_hidden"]]
        if titles:
            yield BY_SHEET, _("As the sheet is called: %(sheets)s") % {"sheets": "; ".join(titles[:4])}

    def _value_of(self, key):
        if key in self.known.by_group:
            return BY_GROUP
        return BY_SHEET if key in self.known.by_sheet else self.known.fixed.get(key, "")

    def _add_dates(self):
        for key, examples in self.found.get("dates", {}).items():
            before, after = examples["days"][0]
            words = {"before": before, "after": after}
            choices = (
                (KEEP, _("Right as Excel shows them: %(before)s stays %(before)s") % words),
                (SWAP, _("Excel exchanged day and month: %(before)s becomes %(after)s") % words),
            )
            initial = SWAP if key in self.known.swapped else KEEP if key in self.known.kept else None
            self.fields[f"dates-{key}"] = forms.ChoiceField(
                label=str(self.registry.column(key).header), choices=choices, initial=initial,
                required=False, widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )  # fmt: skip

    # --- for the page ---

    def sheet_rows(self):
        """(what was found of a sheet, is it read?, the lines of its area)."""
        for number, sheet in enumerate(self.found.get("sheets", ())):
            edges = [f"{edge}-{number}" for edge in EDGES]
            yield sheet, self[f"sheet-{number}"], [self[name] for name in edges if name in self.fields]

    def column_rows(self):
        """(heading, its field, the proposal beside it)."""
        return [(heading, *self.hinted(f"column-{heading.index}")) for heading in self.headings]

    @property
    def needed_values(self):
        """The required columns that no column of the sheet gives, and what has a value already."""
        return [self.hinted(f"value-{key}") for key in self._needed()]

    @property
    def other_values(self):
        needed = self._needed()
        keys = [one.key for one in self.registry.sheet_columns if not one.is_key and one.key not in needed]
        return [self[f"value-{key}"] for key in keys if key not in self.known.columns]

    def _needed(self):
        given = {*self.known.fixed, *self.known.by_group, *self.known.by_sheet}
        missing = missing_columns(self.registry, self.known.columns)
        return [one.key for one in self.registry.sheet_columns if one.key in given or one.key in missing]

    @property
    def date_rows(self):
        """(field, examples) of the columns whose dates are doubtful."""
        return [(self[f"dates-{key}"], examples) for key, examples in self.found.get("dates", {}).items()]

    # --- what was said ---

    def clean(self):
        sheets = self._sheets()
        answers = Answers(
            sheets=sheets,
            with_hidden=self.cleaned_data.get("with_hidden", False),
            left_out=self._left_out(),
            words=self.known.words,
        )
        self.answers = answers
        if not self._is_another_table(sheets):
            self._read_columns(answers)

    def _sheets(self):
        """{title: its area} of the chosen sheets; those that are read where nobody was asked."""
        sheets, known = {}, self.found.get("sheets", ())
        if "listed" not in self.data:
            return {one["title"]: one["area"] for one in known if one["is_read"]}
        for number, sheet in enumerate(known):
            if self.cleaned_data.get(f"sheet-{number}"):
                sheets[sheet["title"]] = self._area(number, sheet["area"])
        if not sheets:
            raise ValidationError(_("Choose at least one sheet."))
        return sheets

    def _area(self, number, proposed):
        typed = [self.cleaned_data.get(f"{edge}-{number}") for edge in EDGES]
        area = [line or known for line, known in zip(typed, proposed, strict=True)]
        top, bottom, first, last = area
        if not top <= bottom < first or last < first - 1:
            message = _("The headings stand above the records, and each begins before it ends.")
            self.add_error(f"top-{number}" if f"top-{number}" in self.fields else None, message)
        return area

    def _left_out(self):
        text = self.cleaned_data.get("left_out", "")
        try:
            read_lines(text)
        except ValueError:
            self.add_error("left_out", _("Type numbers of rows like 5, 9-12."))
        return text

    def _is_another_table(self, sheets):
        """Other headings are read: their columns are proposed anew."""
        if self.data.get("step") == "area":
            return True
        before = {one["title"]: one["area"][:2] for one in self.found.get("sheets", ()) if one["is_read"]}
        return before != {title: area[:2] for title, area in sheets.items()}

    def _read_columns(self, answers):
        for heading in self.headings:
            key = self.cleaned_data.get(f"column-{heading.index}")
            if key in answers.columns and not self._may_be_twice(key, heading):
                self.add_error(f"column-{heading.index}", _("This column is chosen twice. Choose it once."))
            elif key:
                answers.columns.setdefault(key, []).append(heading.index)
        if not answers.columns:
            raise ValidationError(_("Choose at least one column."))
        for column in self.registry.sheet_columns:
            value = self.cleaned_data.get(f"value-{column.key}")
            if value and column.key not in answers.columns:
                self._keep_value(answers, column.key, value)
        self._read_dates(answers)
        self._require_required(answers)

    def _may_be_twice(self, key, heading):
        """Values are written in parts, or answers are ticked each in a column of its own."""
        cell = self.cells[key]
        return not isinstance(cell, ONLY_WHOLE) or is_answer(cell, heading)

    def _keep_value(self, answers, key, value):
        if value == BY_GROUP:
            answers.by_group.append(key)
        elif value == BY_SHEET:
            answers.by_sheet.append(key)
        else:
            answers.fixed[key] = value

    def _read_dates(self, answers):
        for key in self.found.get("dates", ()):
            said = self.cleaned_data.get(f"dates-{key}")
            if said:
                (answers.swapped if said == SWAP else answers.kept).append(key)
            elif key in answers.columns:
                self.add_error(f"dates-{key}", _("Say which is right: look at one of these people's papers."))

    def _require_required(self, answers):
        missing = missing_columns(self.registry, answers.keys)
        if missing:
            names = "; ".join(str(self.registry.column(key).header) for key in missing)
            message = _(
                "These columns are needed: %(names)s. Match them, or choose one value for all rows below."
            )
            raise ValidationError(message % {"names": names})


class WordsForm(HintedForm):
    """One field for each word that a column does not know: what it means."""

    def __init__(self, *args, run, cells, **kwargs):
        super().__init__(*args, **kwargs)
        self.run, self.cells = run, cells
        self.registry = registry_of(run.registry)
        self.known = Answers.of(run.matching)
        self.hints, self.columns = {}, []
        for column in run.findings["words"]:
            self._add_words(column)

    def _add_words(self, column):
        options = meanings_of(self.cells[column["key"]])
        choices = [("", _("Not known: it stays an error")), *((option, option) for option in options)]
        names = []
        for number, word in enumerate(column["words"]):
            name = f"{column['key']}-{number}"
            self.fields[name] = _choice_field(word["text"], choices, word["meaning"])
            if word["proposed"]:
                self.hints[name] = word["proposed"], word["proposed"]
            names.append((name, word))
        self.columns.append((column, names))

    def column_rows(self):
        """(header, [(word, its field, the proposal beside it)])."""
        for column, names in self.columns:
            yield column["header"], [(word, *self.hinted(name)) for name, word in names]

    def clean(self):
        words = {key: dict(told) for key, told in self.known.words.items()}
        for column, names in self.columns:
            told = words.setdefault(column["key"], {})
            for name, word in names:
                key, meaning = search_key(word["text"]), self.cleaned_data.get(name, "")
                told.pop(key, None)
                if meaning:
                    told[key] = meaning
        self.answers = Answers(**(vars(self.known) | {"words": words}))


def _label(column):
    return f"{column.header} *" if column.is_required else str(column.header)


def _choice_field(label, choices, initial):
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=initial,
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip


def _line_field(label, line):
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=LAST_LINE, initial=line,
        widget=forms.NumberInput(attrs={"class": "form-control line-number", "inputmode": "numeric"}),
    )  # fmt: skip


def _edge_labels():
    return {
        "top": _("First row of the headings"),
        "bottom": _("Last row of the headings"),
        "first": _("First record"),
        "last": _("Last record"),
    }
