"""Names of uploaded files as they are kept, shown and downloaded: on any system, as they look."""

from __future__ import annotations

import re
import unicodedata

MAX_BYTES = 255  # what file systems take; a Thai letter is 3 of them

# Controls, and what can't be seen: a right-to-left mark makes "txt.exe" of "exe.txt".
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"}
_RESERVED = re.compile(r'[<>:"|?*]')
# Windows takes these for devices, whatever follows the first dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The file's own name without folders and without what can't stand in one; "" if none is left.

    >>> safe_name("../../แผน: ๒๕๖๙?.txt")
    'แผน_ ๒๕๖๙_.txt'
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if unicodedata.category(char) not in _UNSEEN)
    # A hidden file would be passed over where it is exported to a folder and read again.
    name = _RESERVED.sub("_", name).strip().lstrip(". ").rstrip(". ")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    """At most 255 bytes, the ending kept and no mark parted from its letter."""
    if len(name.encode()) <= MAX_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    room = MAX_BYTES - len((dot + ending).encode())
    while len(stem.encode()) > room or (stem and unicodedata.category(stem[-1]) == "Zs"):
        cut = 1
        while cut < len(stem) and unicodedata.category(stem[-cut]).startswith("M"):
            cut += 1
        stem = stem[:-cut]
    return stem + dot + ending
