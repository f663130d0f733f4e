"""A workbook on its way into a registry: read, matched, checked, saved as a whole or not at all, undone.

reading.py finds the table in the file, matching.py its columns, checking.py what each row means and what is
wrong; findings.py keeps that for the page, result.py writes it beside the rows of the office, saving.py
saves and takes back. tasks.py does it beside the pages, services.py is what a person asks for.
"""
