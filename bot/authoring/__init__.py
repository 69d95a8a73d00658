"""Curator's tools: how well a pack, or a corpus of somebody else's questions, is matched.

From below: `errors`; `figures`; `rows` (JSON Lines files and what is wrong with them); `questions`
and `corpus`, which read them; `outcomes`, and `evaluation`, which runs a matcher to get them;
`explaining`, `bars` and `comparing`, which judge them; `evaluation_record` (for programs) and
`evaluation_text` (for people); `reporting`, which brings these together.
"""
