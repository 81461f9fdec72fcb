"""What can go wrong in reading, each as a sentence that says what to do; and the bounds of reading."""

from __future__ import annotations

from align.errors import DocumentError

MEGABYTE = 1024 * 1024
FILE_LIMIT = 200 * MEGABYTE
TEXT_LIMIT = 20 * MEGABYTE
MARKDOWN_LIMIT = 5 * MEGABYTE
HTML_LIMIT = 20 * MEGABYTE
XML_LIMIT = 64 * MEGABYTE
PACKAGE_LIMIT = 20_000
PAGE_LIMIT = 3_000
PDF_SECONDS = 120
OFFICE_SECONDS = 120


def not_found(name: str, near: tuple[str, ...] = ()) -> DocumentError:
    """Return the error of a path where nothing is, with the files that may have been meant."""
    return DocumentError(
        "not-found",
        zh=f"找不到文件 {name}。" + (f"是不是 {'、'.join(near)}？" if near else "请检查路径。"),
        en=f"{name}: no such file. " + (f"Did you mean {', '.join(near)}?" if near else "Check the path."),
    )


def not_a_source(found: object) -> DocumentError:
    """Return the error of what is neither a path nor a stream of bytes."""
    what = type(found).__name__
    return DocumentError(
        "not-a-source",
        zh=f"read 要的是路径或字节流，这里是 {what}；手头是 bytes 时请写 read(io.BytesIO(…))。",
        en=f"read takes a path or a stream of bytes, not {what}; for bytes in hand write read(io.BytesIO(…)).",
    )


def is_folder(name: str) -> DocumentError:
    """Return the error of a folder given as a plan."""
    return DocumentError(
        "is-folder",
        zh=f"{name} 是文件夹。请给出其中的文件；成批评估请用 align corpus。",
        en=f"{name} is a folder. Name the files in it, or use `align corpus` for many.",
    )


def unreadable(name: str, reason: str) -> DocumentError:
    """Return the error of a file that the system does not let us read."""
    return DocumentError(
        "unreadable",
        zh=f"无法读取 {name}（{reason}）。请检查文件权限。",
        en=f"{name} cannot be read ({reason}). Check its permissions.",
    )


def empty(name: str) -> DocumentError:
    """Return the error of a file without a byte, or without anything but blanks."""
    return DocumentError(
        "empty", zh=f"{name} 是空文件，没有文字。", en=f"{name} is empty: there is no text in it."
    )


def too_large(name: str, size: int, limit: int, what: str = "") -> DocumentError:
    """Return the error of a file, or of a part of it, above its bound; sizes in bytes."""
    part_zh = f"中的 {what} " if what else " "
    part_en = f"{what} in {name}" if what else name
    have, most = _megabytes(size), limit // MEGABYTE
    return DocumentError(
        "too-large",
        zh=f"{name}{part_zh}有 {have} MB，超过上限 {most} MB。请拆分文件，或删去图片后另存。",
        en=f"{part_en} has {have} MB; at most {most} MB are read. Split it, or save it without its pictures.",
    )


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f}"


def too_many_pages(name: str, pages: int) -> DocumentError:
    """Return the error of a PDF with more pages than are read."""
    return DocumentError(
        "too-many-pages",
        zh=f"{name} 有 {pages} 页，最多读 {PAGE_LIMIT} 页。请拆分文件。",
        en=f"{name} has {pages} pages; at most {PAGE_LIMIT} are read. Split it.",
    )


def too_slow(name: str, seconds: int) -> DocumentError:
    """Return the error of a file that took longer than its time limit."""
    return DocumentError(
        "too-slow",
        zh=f"{name} 在 {seconds} 秒内没有读完，已停止。请用 Word 或 WPS 打开后另存为 .docx 再试。",
        en=f"{name} was not read within {seconds} seconds. Open it in Word or WPS, save it as .docx, try again.",
    )


def encrypted(name: str) -> DocumentError:
    """Return the error of a file with a password."""
    return DocumentError(
        "encrypted",
        zh=f"{name} 设有密码，无法读取。请用原软件打开，取消密码后另存。",
        en=f"{name} is protected by a password. Open it, take the password off, and save it again.",
    )


def damaged(name: str, what: str) -> DocumentError:
    """Return the error of a file that breaks off or breaks the rules of its format."""
    return DocumentError(
        "damaged",
        zh=f"{name} 不完整或已损坏（{what}）。请重新下载或从原软件另存一份。",
        en=f"{name} is truncated or damaged ({what}). Fetch it again, or save a new copy.",
    )


def hostile(name: str, what: str) -> DocumentError:
    """Return the error of a file built to exhaust the machine or to reach outside itself."""
    return DocumentError(
        "unsafe",
        zh=f"{name} 含有正常文档不会有的内容（{what}），为安全起见不予读取。请从原软件另存一份。",
        en=f"{name} holds what no honest document does ({what}) and is not read. Save a new copy of it.",
    )


def no_text(name: str) -> DocumentError:
    """Return the error of a document of pictures alone."""
    return DocumentError(
        "no-text",
        zh=f"{name} 里没有文字，只有图片或空白。请先做文字识别（OCR），或给出文字版。",
        en=f"{name} holds no text, only pictures or blanks: run OCR first, or give a version with text.",
    )


def no_text_layer(name: str, pages: int, of: int) -> DocumentError:
    """Return the error of a scanned PDF: ``pages`` of ``of`` pages have no text."""
    return DocumentError(
        "no-text-layer",
        zh=f"{name} 没有文字层（{of} 页中有 {pages} 页是扫描图片）。请先做文字识别（OCR），再评估。",
        en=f"{name}: no text layer: run OCR first ({pages} of {of} pages are pictures without text).",
    )


def garbled(name: str) -> DocumentError:
    """Return the error of a PDF whose letters cannot be told from its fonts."""
    return DocumentError(
        "garbled",
        zh=f"{name} 的文字层是乱码（字体没有对应的字符编码）。请做文字识别（OCR），或给出 Word 版。",
        en=f"{name}: its text layer cannot be decoded (fonts without Unicode): run OCR, or give the Word file.",
    )


def not_text(name: str) -> DocumentError:
    """Return the error of bytes that are no text in any known encoding."""
    return DocumentError(
        "not-text",
        zh=f"{name} 不是文本，也不是可识别的文档。可读：{READABLE_ZH}。编码不明时请用 --encoding 指定。",
        en=f"{name} is neither text nor a known document. Readable: {READABLE}. If it is text in an unusual "
        "encoding, name it with --encoding.",
    )


def undecodable(name: str, encoding: str) -> DocumentError:
    """Return the error of a text that is not in the encoding named for it."""
    return DocumentError(
        "wrong-encoding",
        zh=f"{name} 不是 {encoding} 编码。请改用别的 --encoding，或不指定而由程序识别。",
        en=f"{name} is not in {encoding}. Name another --encoding, or none to have it detected.",
    )


def unknown_encoding(encoding: str) -> DocumentError:
    """Return the error of an encoding that nobody knows."""
    return DocumentError(
        "unknown-encoding",
        zh=f"不认识编码 {encoding}。常用的有 utf-8、gb18030、big5、utf-16。",
        en=f"{encoding} is no known encoding. Common ones: utf-8, gb18030, big5, utf-16.",
    )


def unsupported(name: str, what_zh: str, what_en: str) -> DocumentError:
    """Return the error of a file of a known kind that is not a document to judge."""
    return DocumentError(
        "unsupported",
        zh=f"{name} 是{what_zh}，不能评估。可读：{READABLE_ZH}。请另存为其中一种。",
        en=f"{name} is {what_en} and cannot be judged. Readable: {READABLE}. Save it as one of these.",
    )


def unknown_format(format: str, permitted: str) -> DocumentError:
    """Return the error of a format name that is not known."""
    return DocumentError(
        "unknown-format",
        zh=f"不认识格式 {format}。可用：{permitted}。",
        en=f"{format} is no known format. Permitted: {permitted}.",
    )


def not_format(name: str, format: str, found: str) -> DocumentError:
    """Return the error of content that is not what ``--format-in`` says."""
    return DocumentError(
        "wrong-format",
        zh=f"{name} 的内容不是 {format}，而像是 {found}。请改正 --format-in，或不指定而由程序识别。",
        en=f"{name} is not {format}; it looks like {found}. Correct --format-in, or leave it out.",
    )


def needs_extra(name: str, extra: str, library: str) -> DocumentError:
    """Return the error of a format whose library is not installed."""
    return DocumentError(
        "needs-extra",
        zh=f'读取 {name} 需要 {library}，尚未安装。请运行：pip install "align-plans[{extra}]"',
        en=f'Reading {name} needs {library}, which is not installed. Run: pip install "align-plans[{extra}]"',
    )


def needs_office(name: str, format: str) -> DocumentError:
    """Return the error of an old format on a machine without LibreOffice."""
    return DocumentError(
        "needs-libreoffice",
        zh=f"读取 {name}（.{format}）需要 LibreOffice，本机没有找到 soffice。"
        "请安装 LibreOffice，或用 Word、WPS 另存为 .docx。",
        en=f"Reading {name} (.{format}) needs LibreOffice, and no soffice was found. "
        "Install LibreOffice, or save the file as .docx.",
    )


def not_converted(name: str) -> DocumentError:
    """Return the error of a file that LibreOffice refused."""
    return DocumentError(
        "not-converted",
        zh=f"LibreOffice 打不开 {name}：文件可能已损坏或设有密码。请用 Word 或 WPS 打开后另存为 .docx。",
        en=f"LibreOffice cannot open {name}: it may be damaged or protected by a password. "
        "Open it in Word or WPS and save it as .docx.",
    )


READABLE = ".docx .pdf .html .md .txt, and .doc .wps .odt .rtf with LibreOffice"
READABLE_ZH = ".docx .pdf .html .md .txt，装有 LibreOffice 时还有 .doc .wps .odt .rtf"
