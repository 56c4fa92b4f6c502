"""Text and workbooks to values and back; every fault at once, in the author's terms."""
