"""Two editions of a report: what changed in the text, and which entries that touches.

From below: `edition` and `file_edition` (what is compared), `paragraphs`, `aligning` (of
paragraphs), `quotes` (of entries), `comparison`, and `text`, which tells of it.
"""
