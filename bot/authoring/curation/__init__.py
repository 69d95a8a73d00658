"""Curation: questions that got no good answer, back to the curator and into the pack."""
