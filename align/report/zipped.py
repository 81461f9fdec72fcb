"""Office packages made the same bytes whenever they are made: one date for all parts, none of today in them."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def dated(package: bytes, day: dt.date) -> bytes:
    """Return an Office package whose properties carry a day and whose zip entries carry no time."""
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            target.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
