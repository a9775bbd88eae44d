"""Where Thai lines break: libthai's dictionary with the names of places, so that none is parted.

Pango asks libthai, which knows ท่า, วัง and ตาล but not ท่าวังตาล. `manage.py build_dictionary`
adds the names of `data/` to libthai's own words and keeps the result in `data/thai/`, so that a
line breaks at the same letter on every machine.
"""

import csv
import ctypes
import os
import re
from functools import cache
from hashlib import sha256

from django.conf import settings

DIRECTORY = settings.BASE_DIR / "data" / "thai"
SUBDISTRICTS = DIRECTORY / "subdistricts.txt"
ORGANIZATIONS = settings.BASE_DIR / "data" / "standards" / "organizations.csv"
SYSTEM = "/usr/share/libthai/thbrk.tri"
WORDS = ("หมู่ที่", "ฉบับที่", "ครั้งที่", "ลำดับที่", "ปีงบประมาณ")  # read as one
# A name that fits no line of the narrowest column would be parted anywhere, between any letters.
WIDEST = 5.9  # em: 19 mm in the size of the tables


def use():
    """Have libthai break at the words of our dictionary; to be called before the first break."""
    os.environ["LIBTHAI_DICTDIR"] = str(DIRECTORY)


@cache
def fingerprint():
    """Return the SHA-256 of the dictionary: it decides where lines end."""
    return sha256((DIRECTORY / "thbrk.tri").read_bytes()).hexdigest()


def names(font):
    """Return the names of places and organizations that a line of every column holds."""
    from fontTools.ttLib import TTFont  # slow to import

    with ORGANIZATIONS.open(encoding="utf-8", newline="") as file:
        found = {
            row[key] for row in csv.DictReader(file) for key in ("name", "district", "province")
        }
    found |= set(SUBDISTRICTS.read_text(encoding="utf-8").split("\n"))
    face = TTFont(font, lazy=True)
    glyphs, widths, em = face.getBestCmap(), face["hmtx"].metrics, face["head"].unitsPerEm
    return sorted(
        name
        for name in found
        if re.fullmatch("[ก-๎]+", name)
        and sum(widths[glyphs[ord(letter)]][0] for letter in name) <= WIDEST * em
    )


def build(target, font):
    """Write libthai's own words, ours, and the names that fit in `font` to the file `target`."""
    tries = ctypes.CDLL("libdatrie.so.1")
    tries.trie_new_from_file.restype = ctypes.c_void_p
    tries.trie_new_from_file.argtypes = [ctypes.c_char_p]
    letters = ctypes.POINTER(ctypes.c_uint32)
    tries.trie_store.argtypes = [ctypes.c_void_p, letters, ctypes.c_int32]
    tries.trie_save.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    words = tries.trie_new_from_file(SYSTEM.encode())
    if not words:
        raise FileNotFoundError(SYSTEM)
    for word in (*WORDS, *names(font)):
        key = (ctypes.c_uint32 * (len(word) + 1))(*map(ord, word), 0)
        tries.trie_store(words, key, -1)
    if tries.trie_save(words, os.fsencode(target)):
        raise OSError(f"cannot write {target}")


def is_parted(word):
    """Say whether a line may end inside a word written in Thai letters."""
    thai, breaker = _libthai()
    letters, places = word.encode("tis-620"), (ctypes.c_int * len(word))()
    return thai.th_brk_find_breaks(breaker, letters, places, len(word)) > 0


@cache
def _libthai():
    thai = ctypes.CDLL("libthai.so.0")
    thai.th_brk_new.restype = ctypes.c_void_p
    thai.th_brk_new.argtypes = [ctypes.c_char_p]
    numbers = ctypes.POINTER(ctypes.c_int)
    thai.th_brk_find_breaks.argtypes = [ctypes.c_void_p, ctypes.c_char_p, numbers, ctypes.c_size_t]
    return thai, thai.th_brk_new(os.fsencode(DIRECTORY / "thbrk.tri"))
