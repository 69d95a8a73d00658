"""A Discord on this machine that speaks the real protocol, and the real bot connected to it."""
