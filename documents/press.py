"""Parts → printed parts: each by itself, in processes side by side, or from the store."""

import atexit
import gc
import logging
import multiprocessing
import os
import threading
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.core.files.storage import default_storage

from . import long_rows, month_strip, pdf_tags, thai_text
from .makers import FONTS, font_file, made_with  # noqa: F401  (who prints tells)
from .paper import PrintFault
from .pulse import end_with

FACES = """
@font-face { font-family: "Book"; src: url("book:Sarabun-Regular.ttf"); font-weight: normal }
@font-face { font-family: "Book"; src: url("book:Sarabun-Bold.ttf"); font-weight: bold }
"""
BASE_URL = "book:"  # fixed, so that links inside and bytes do not depend on where it runs
TAGGED = {"pdf_variant": "pdf/a-3a"}  # tagged, for archives
UNTAGGED = {"pdf_variant": "pdf/a-3b"}  # of page numbers: they are laid over, as artifacts
PROCESSES = 2
WORTH_FORKING = 60  # rows; less is printed before a second process has started
LOOK_EVERY = 1  # seconds between signs of life beside a long part
LIGHT = 10  # rows; less than starting a process costs


@dataclass(frozen=True)
class Printed:
    """A part as PDF: where its anchors are, and how its pages lie."""

    key: str
    data: bytes
    anchors: dict  # name → [page from 0, x, y in points from the lower left]
    sizes: list  # [width, height] in points, a pair per page


def print_part(part, options=TAGGED):
    """Return a part as Printed; raise PrintFault when a letter is in no font."""
    thread = threading.get_ident()
    fonts = _fonts(thread)
    with _missing_letters_are_faults():
        source = _page_source()(
            string=part.html, base_url=BASE_URL, url_fetcher=_fetcher(part.seal)
        )
        sheets = [_sheet(css, thread) for css in (part.css, part.own_css) if css]
        document = source.render(stylesheets=sheets, font_config=fonts, **options)
        long_rows.finish(document)
        data = document.write_pdf(finisher=_finish, **options)
    anchors = {}
    for number, page in enumerate(document.pages):
        for name, box in page.anchors.items():
            anchors.setdefault(
                name, [number, round(box[0] * 0.75, 2), round((page.height - box[1]) * 0.75, 2)]
            )
    sizes = [[page.width * 0.75, page.height * 0.75] for page in document.pages]
    return Printed(part.key, data, anchors, sizes)


@lru_cache(maxsize=8)
def _fonts(thread):
    """Return the fonts of every paper, read once in a thread: Pango's maps are for one alone."""
    from weasyprint import CSS  # slow to import
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    CSS(string=FACES, base_url=BASE_URL, url_fetcher=_fetcher(""), font_config=fonts)
    return fonts


@lru_cache(maxsize=8)
def _sheet(css, thread):
    """Return a parsed style sheet: the parts of a book have theirs in common."""
    from weasyprint import CSS  # slow to import

    return CSS(string=css, base_url=BASE_URL, url_fetcher=_fetcher(""), font_config=_fonts(thread))


# WeasyPrint's own clean-up needs its modules, which are gone later on.
atexit.register(_sheet.cache_clear)
atexit.register(_fonts.cache_clear)


@cache
def _page_source():
    """Return WeasyPrint's HTML without the styles of markers and footnotes, which no paper has.

    They are computed for each of the thousands of elements.
    """
    from weasyprint import CSS, HTML, html  # slow to import

    text = Path(html.__file__).with_name("css").joinpath("html5_ua.css").read_text("utf-8")
    plain = CSS(string="\n".join(line for line in text.splitlines() if not line.startswith("::")))

    class Source(HTML):
        def _ua_stylesheets(self, forms=False):
            return [plain]

    return Source


def _finish(document, pdf):
    thai_text.finish(document, pdf)
    month_strip.draw(document, pdf)
    pdf_tags.repair(document, pdf)


def print_parts(parts, store=None, tell=None):
    """Return {key: Printed} of parts; what the store has is not printed again.

    `tell(parts done, of how many, pages so far)` is called as each is ready, and in between while
    a long one takes its time; what it raises ends the printing.
    """
    done = {part.key: found for part in parts if store and (found := store.get(part))}
    by_key = {part.key: part for part in parts}
    left = sorted((p for p in parts if p.key not in done), key=lambda p: -p.weight)
    for printed in _printed(left):
        if printed:
            done[printed.key] = printed
        if printed and store:
            store.put(by_key[printed.key], printed)
        if tell:
            tell(len(done), len(parts), sum(len(each.sizes) for each in done.values()))
    return done


def _printed(parts):
    """Yield Printed parts as they get ready, the heaviest begun first; None when none was."""
    import weasyprint  # noqa: F401  slow to import: once, before the fork

    with _without_garbage_collection():
        if parts and parts[-1].weight <= LIGHT and not _fonts.cache_info().currsize:
            yield print_part(parts.pop())  # so that fonts and styles are read before the fork
        may_fork = PROCESSES > 1 and has_no_threads()
        weight = sum(part.weight for part in parts)
        if not may_fork or len(parts) < 2 or weight < WORTH_FORKING:
            yield from map(_print_and_tidy, parts)
            return
        context = multiprocessing.get_context("fork")
        # The parts go along with the fork. Sent one by one they fill the pipe to a process that
        # was ended, and some versions of Python then wait for ever for somebody to read it.
        begins = {"initializer": _begin, "initargs": [os.getpid(), parts]}
        with ProcessPoolExecutor(PROCESSES, mp_context=context, **begins) as pool:
            left = {pool.submit(_print_nth, number) for number in range(len(parts))}
            try:
                while left:
                    ready, left = wait(left, timeout=LOOK_EVERY, return_when=FIRST_COMPLETED)
                    yield from [job.result() for job in ready] or [None]
            finally:
                pool.shutdown(cancel_futures=True)


def has_no_threads():
    """Say whether this process may fork: a lock that a thread holds would stay locked."""
    return threading.active_count() == 1


_parts = []  # of a process of the pool: all there are


def _begin(parent, parts):
    end_with(parent)
    _parts.extend(parts)


def _print_nth(number):
    return _print_and_tidy(_parts[number])


def _print_and_tidy(part):
    """Print a part where garbage is not collected, and free its boxes before the next."""
    printed = print_part(part)
    gc.collect()
    return printed


def _fetcher(seal):
    """Return a fetcher that gives the fonts, the seal and pictures written in place, only those."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # slow to import

    class BookFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:image/svg+xml,"):
                return super().fetch(url, headers)
            name = url.removeprefix(BASE_URL)
            if name in FONTS:
                return URLFetcherResponse(url, font_file(name).read_bytes())
            if name == "seal" and seal:
                with default_storage.open(seal) as file:
                    return URLFetcherResponse(url, file.read())
            raise ValueError(f"the book has no {url!r}")

    return BookFetcher()


@contextmanager
def _without_garbage_collection():
    """A fifth faster: layout makes millions of objects that live until the end anyway."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


@contextmanager
def _missing_letters_are_faults():
    """Refuse a paper with boxes instead of letters; WeasyPrint only warns."""
    missing, here = [], threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record):
            # What another thread prints meanwhile is another paper.
            if record.thread == here and ".notdef glyph" in record.msg:
                missing.append(record.getMessage().rpartition(": ")[2])

    listener, logger = Listener(logging.WARNING), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
    if missing:
        letters = " ".join(dict.fromkeys(missing))
        fault = PrintFault(f"แบบอักษรไม่มีตัวอักษรต่อไปนี้ ให้แก้ในรายการหรือข้อความ: {letters}")
        fault.letters = tuple(quoted.split('"')[1] for quoted in missing)
        raise fault
