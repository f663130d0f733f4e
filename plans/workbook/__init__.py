"""A plan as an Excel workbook: `sheets` says what it holds, `writing` makes one, `reading` takes one in."""
