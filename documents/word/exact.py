"""Words as they were typed, out of texts made ready for our own paper. Pure."""


def exact(text: str) -> str:
    """Give back the plain space where the paper keeps two words on one line; Word is searched."""
    return text.replace("\u00a0", " ")
