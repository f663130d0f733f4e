"""Pages that every registry has: the list, its saved views, changes of many rows, workbooks that leave."""
