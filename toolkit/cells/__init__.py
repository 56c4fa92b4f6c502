"""One result to the text of one table cell: exact numbers, places, workings."""
