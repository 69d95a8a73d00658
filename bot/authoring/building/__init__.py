"""From a report in the form it exists in to a draft pack."""
