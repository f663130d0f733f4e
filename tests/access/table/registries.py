"""The addresses that every registry has: its list, its imports, and what people keep of their own.

Whoever has no role in the registries gets 403 here before any record is looked for, as does a leader where
rows are entered: at every place, so that the answer tells of none.
"""

from tests.access.table.rows import button, row

READERS = ("403", "200", "200", "200", "200", "403", "403")
EDITORS = ("403", "200", "403", "200", "200", "403", "403")

# Of the provincial, the district and the commune officer, and of the other province's provincial officer.
OWN = (
    "403 403 403 403",
    "200 404 404 404",
    "404 404 404 404",
    "404 200 404 404",
    "404 404 200 404",
    "403 403 403 403",
    "403 403 403 403",
)
OWN_IMPORT = (
    "403 403 403 403",
    "200 404 404 404",
    "403 403 403 403",
    "404 200 404 404",
    "404 404 200 404",
    "403 403 403 403",
    "403 403 403 403",
)

# The page of unknown words leads back to the import where every word is known.
LED_BACK = tuple(answers.replace("200", "302") for answers in OWN_IMPORT)

# The participants of a course come in by its unit: courses of units above are seen, those below are kept.
ENTERED_IN_A_COURSE = (
    "403 403 403 403 403 403",
    "200 200 200 200 200 404",
    "403 403 403 403 403 403",
    "403 200 200 200 404 404",
    "403 403 200 404 404 404",
    "403 403 403 403 403 403",
    "403 403 403 403 403 403",
)


def list_rows(code):
    return {
        f"{code}_list": row("page", *READERS),
        f"{code}_export": row("page", *READERS),
        f"{code}_bulk": button("page", *EDITORS),
        f"{code}_view_save": row("page", *READERS, method="post"),
        f"{code}_view_delete": button(f"{code}_view", *OWN),
        f"{code}_export_run": row(f"{code}_export", *OWN),
        f"{code}_export_file": row(f"{code}_export", *OWN),
    }


def import_rows(code):
    return {
        f"{code}_template": row("page", *EDITORS),
        f"{code}_import": row("page", *EDITORS),
        f"{code}_import_run": row(f"{code}_import", *OWN_IMPORT),
        f"{code}_import_match": row(f"{code}_import", *OWN_IMPORT),
        f"{code}_import_words": row(f"{code}_import", *LED_BACK),
        f"{code}_import_save": button(f"{code}_import", *OWN_IMPORT),
        f"{code}_import_undo": button(f"{code}_import", *OWN_IMPORT),
        f"{code}_import_result": row(f"{code}_import", *OWN_IMPORT),
        f"{code}_import_drop": button(f"{code}_import", *OWN_IMPORT),
    }


REGISTRIES = (
    list_rows("facility")
    | import_rows("facility")
    | list_rows("worker")
    | import_rows("worker")
    | list_rows("course")
    | import_rows("course")
    | list_rows("lecturer")
    | import_rows("lecturer")
    | list_rows("need")
    | import_rows("need")
    | import_rows("participant")
    | {
        "participant_template": row("course", *ENTERED_IN_A_COURSE),
        "participant_import": row("course", *ENTERED_IN_A_COURSE),
        # Needs are few and each has its own number: no column of them is changed in bulk.
        "need_bulk": row("page", "403", "404", "403", "404", "404", "403", "403", method="post"),
    }
)
