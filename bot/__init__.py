"""A briefing bot: answers questions about a report by quoting it, or says that it cannot."""
