"""What goes wrong with what a curator gives."""


class CuratorError(ValueError):
    """Something that a curator gave cannot be used; the message says what, and what to do."""
