"""Delivering on the real store: nothing lost or posted twice, whatever happens in between."""
