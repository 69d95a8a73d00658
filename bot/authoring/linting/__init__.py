"""What is wrong or weak in a pack: rules with codes, each finding with its file and line.

From below: `rules` (what is looked for, why it matters, what to do); `findings`; `written` (where
in the files everything stands); `subject`, which is looked at; then the rules by their groups,
`quotes`, `wordings`, `theft`, `reach`, `coverage`, `limits`, `dates`, `languages` and `links`, for
which `pages` looks at the web; `linting`, which brings them together; and the reports, `text` and
`record`.
"""
