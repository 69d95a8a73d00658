"""Text of a pack's files → Pack, or PackError with every problem and its file:line.

From below: `problems`; `nodes`, `parsing` (YAML), `kinds` and `scalars` (dates, addresses);
`fields` (typed keys); `finding` (the finding rule) and `sections`; `pack_file`, `entry_files`
and `files`, which read drafts; `checks` across them; `report` and `excerpts`; `assembly`, which
brings it together.
"""

from bot.core.loading.assembly import load_pack
from bot.core.loading.files import report_file
from bot.core.loading.problems import PackError, Problem

__all__ = ["PackError", "Problem", "load_pack", "report_file"]
