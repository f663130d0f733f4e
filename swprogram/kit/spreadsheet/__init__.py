"""Files of spreadsheets turned into plain values, in a process of their own.

`swprogram.kit.workbooks` starts `python -m swprogram.kit.spreadsheet` with bounds of memory, processor and
time, gives it the file and takes rows. Whatever a hostile file does, it does there. Only the standard
library is used, so that the process is there at once; it says codes, and the portal has the words.

A .xlsx is a zip of XML parts. Every part is unpacked piece by piece and read in one pass, in which nothing
is kept but values: namespaces, prefixes, the order of parts and what Excel does not show do not count, so
that files of Excel (Strict too), WPS, LibreOffice and of programs are read alike.
"""
