"""Digests delivered by processes that are killed and paused, while all around them fails."""
