"""From a report in the form it exists in to a draft pack.

From below: `document`, which every reader gives; `sentences`, `terms` (what weighs, what is
central) and `key_phrases`; `parts` and `passages`, which cut the text; `asking`, `labels`,
`overview` and `entries`, which ask about it; `draft` (the values) and `drafting`; `about`, `files`
and `cautious`, which write; `splicing`, `memory`, `sections` and `merging`, for a pack that is
there already; `closing`, the report to the curator; `folder`; and `building`, which brings these
together.
"""
