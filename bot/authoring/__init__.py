"""Curator's tools: to build packs, to keep them good, and to tell how good they are.

Packages: `building` (a report → a draft pack), `linting` (what is wrong or weak in a pack),
`curation` (missed questions → a better pack), `editions` (what a new edition changes), `exporting`
(a pack → other forms).

`leading` tells whether an answer is what an entry stands for.

How well a pack, or a corpus of somebody else's questions, is matched, from below: `errors`;
`figures`; `rows` (JSON Lines files and what is wrong with them); `questions` and `corpus`, which
read them; `outcomes`, and `evaluation`, which runs a matcher to get them; `explaining`, `bars` and
`comparing`, which judge them; `evaluation_record` (for programs) and `evaluation_text` (for
people);
`reporting`, which brings these together.
"""
