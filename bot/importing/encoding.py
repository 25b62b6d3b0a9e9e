"""Tells in what encoding a file is, by a rule and not by likelihood; and what is no text at all.

A byte order mark decides. Without one it is UTF-8, unless it cannot be: a file in which no letter beyond
ASCII is UTF-8, and in which each could be Windows-1252, is that. Where both occur it is UTF-8, and the lines
that are not are bad rows.
"""

import codecs
import re
from pathlib import Path

from cases.importing.faults import ImportFileError

_HEAD, _CHUNK, _LONGEST_RUN = 8192, 1 << 20, 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_TEXT = {
    b"PK\x03\x04": "a spreadsheet or an archive: save it as CSV",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: save it as CSV",
    b"\x1f\x8b": "compressed: unpack it first",
    b"%PDF": "a PDF: ask for the data as CSV",
}
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"
_MOST_CONTROLS, _MOST_NULS = 0.02, 0.3
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def encoding_of(path: Path) -> str:
    """The encoding's name for Python. Raises ImportFileError for what is empty or no text."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise ImportFileError("The file is empty.")
    for mark, kind in _NO_TEXT.items():
        if head.startswith(mark):
            raise ImportFileError(f"The file is {kind}.")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if encoding := _without_mark(head):
        return encoding
    if len(head.translate(None, _CONTROLS)) < len(head) * (1 - _MOST_CONTROLS) or b"\0" in head:
        raise ImportFileError("The file is no text: it holds bytes that occur in none.")
    return "utf-8" if _is_utf8(path) or not _is_windows(path) else "cp1252"


def _without_mark(head: bytes) -> str:
    """UTF-16 that does not say so: every other byte of Latin letters is zero."""
    half = max(len(head) // 2, 1)
    low, high = head[1::2].count(0) / half, head[0::2].count(0) / half
    if low > _MOST_NULS and not high:
        return "utf-16-le"
    return "utf-16-be" if high > _MOST_NULS and not low else ""


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_windows(path: Path) -> bool:
    """Whether nothing beyond ASCII in it is UTF-8, and all of it could be Windows-1252."""
    carried = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole = carried + chunk
            # What stands at the end may go on in the next chunk.
            end = len(whole)
            while end and whole[end - 1] >= 0x80 and len(whole) - end < _LONGEST_RUN:  # noqa: PLR2004 - ASCII ends there
                end -= 1
            carried = whole[end:]
            if not _could_be_windows(whole[:end]):
                return False
    return _could_be_windows(carried)


def _could_be_windows(part: bytes) -> bool:
    if _NOT_WINDOWS.search(part):
        return False
    return not any(_decodes(found.group()) for found in _BEYOND_ASCII.finditer(part))


def _decodes(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
