"""Old formats (.doc .wps .odt .rtf) through LibreOffice, in a temporary folder that is removed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import BinaryIO

from align.document import fault
from align.document.text import Document
from align.document.word import read_word

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
# A dead proxy and blocked links: what a document points at is never fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """Return the path of LibreOffice's command, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def read_office(stream: BinaryIO, name: str, format: str) -> Document:
    """Return the Document of an old format; needs LibreOffice, and takes seconds rather than milliseconds."""
    program = soffice()
    if program is None:
        raise fault.needs_office(name, format)
    with tempfile.TemporaryDirectory(prefix="align-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, stream, Path(folder), name, format)
        with converted.open("rb") as docx:
            return read_word(docx, name, format)


def _convert(program: str, stream: BinaryIO, folder: Path, name: str, format: str) -> Path:
    source = folder / f"source.{format}"
    with source.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    (folder / "out").mkdir()
    _run(_command(program, folder, source), folder, name)
    target = folder / "out" / "source.docx"
    if not target.is_file():
        raise fault.not_converted(name)
    return target


def _command(program: str, folder: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(folder / "out"),
        str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: Path, name: str) -> None:
    dead = "http://127.0.0.1:9"
    environment = {**os.environ, "TMPDIR": str(folder), "http_proxy": dead, "https_proxy": dead}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=fault.OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise fault.too_slow(name, fault.OFFICE_SECONDS) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    # soffice is a script that starts soffice.bin: the whole group goes, also on Ctrl-C.
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
