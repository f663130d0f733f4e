"""How the way of counting a target has changed: who, when, before and after."""

from reporting.models import Formula, Term
from swprogram.kit.history import newest_first, read_row_changes

FORMULA_FIELDS = ("kind", "level")
TERM_FIELDS = ("side", "measure", "rows", "columns")


def read_formula_changes(target):
    """The RowChanges of the target's formula and of its terms, the newest first.

    Also of formulas that it had before: another way of counting takes the place of the whole formula.
    """
    formulas = Formula.history.filter(target=target.pk)
    terms = Term.history.filter(formula__in=formulas.values("id")).select_related("measure")
    return newest_first(
        [
            *read_row_changes(formulas, FORMULA_FIELDS, tell=_tell_formula),
            *read_row_changes(terms, TERM_FIELDS, tell=_tell_term),
        ]
    )


def _tell_formula(record):
    return record.get_kind_display()


def _tell_term(record):
    return f"{record.get_side_display()}: {record.measure}"
