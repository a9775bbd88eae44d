"""Word and Excel files are zip archives that carry the time of writing; here they do not.

The same content gives the same bytes, so that a published hash can be checked years later.
"""

import io
import re
import zipfile
from collections.abc import Callable
from typing import IO

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day a zip archive knows
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settled(save: Callable[[IO[bytes]], object]) -> bytes:
    """Return the bytes that `save(file)` writes, without any trace of when."""
    written, result = io.BytesIO(), io.BytesIO()
    save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z\3", data)
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
