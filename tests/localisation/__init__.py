"""The catalogues of translations: making them, and what they promise."""
