"""Text of a pack's files → Pack, or PackError with every problem and its file:line.

From below: `problems`; `nodes`, `parsing` (YAML), `kinds` and `scalars` (dates, addresses);
`fields` (typed keys); `finding` (the finding rule) and `sections`; `pack_file`, `entry_files`
and `files`, which read drafts; `checks` across them; `report` and `excerpts`; `assembly`, which
brings it together. A pack taken up from what was kept needs none of them, so nothing is imported
here.
"""
