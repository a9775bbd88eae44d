"""What decides about the bytes of a paper beside its content: renderer, dictionary, fonts.

Read without loading the renderer: a page that only asks whether a paper is there needs it too.
"""

import ctypes
from ctypes.util import find_library
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from . import dictionary
from .paper import PrintFault

PACKAGES = ("weasyprint", "pydyf", "fonttools", "pikepdf", "openpyxl")
LIBRARIES = {
    "pango": ("pango-1.0", "pango_version_string"),
    "harfbuzz": ("harfbuzz", "hb_version_string"),
}
FONTS = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")


def font_file(name):
    """Return where `script/assets` put a font."""
    path = Path(settings.BASE_DIR) / "build" / "static" / "fonts" / name
    if not path.exists():
        raise PrintFault("ยังไม่มีแบบอักษรสำหรับพิมพ์ ให้ผู้ดูแลเครื่องรัน script/assets")
    return path


@cache
def made_with():
    """Return {name: version} of what prints here, fonts and dictionary by their SHA-256."""
    return {
        **{name: version(name) for name in PACKAGES},
        **{name: _version_of(*where) for name, where in LIBRARIES.items()},
        "dictionary": dictionary.fingerprint(),
        "fonts": {name: sha256(font_file(name).read_bytes()).hexdigest() for name in FONTS},
    }


def _version_of(library, function):
    """Return the version that a library of the system tells of itself."""
    tell = getattr(ctypes.CDLL(find_library(library)), function)
    tell.restype = ctypes.c_char_p
    return tell().decode()
