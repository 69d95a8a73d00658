"""Two editions of a report: what changed in the text, and which entries that touches.

From below: `paragraphs`, `aligning` (of paragraphs), `quotes` (of entries), `comparison`, and
`text` and `record`, which tell of it.
"""
