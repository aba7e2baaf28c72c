"""How the project writes files: canonical JSON, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path


def canonical(data: object) -> str:
    r"""Return the one JSON text that stands for `data`: sorted keys, one space of indentation, Unicode as it is.

    >>> canonical({"b": ["½"], "a": 1})
    '{\n "a": 1,\n "b": [\n  "½"\n ]\n}\n'
    """
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"


def sha256(content: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8 form, as 64 hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def write_text(path: Path, text: str) -> str:
    """Write `text` to `path` as UTF-8 and return its SHA-256.

    The text goes to a temporary file beside `path` first, which then takes its name: a
    reader sees the old file or the new one, never half of it.
    """
    content = text.encode()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return sha256(content)


def write_json(path: Path, data: object) -> str:
    """Write `data` to `path` as canonical JSON and return the SHA-256 of the file."""
    return write_text(path, canonical(data))


def one_line(text: object, limit: int = 300) -> str:
    r"""Return `text` on one line, cut at `limit` characters, without what could steer a terminal.

    >>> one_line("first\n   second\x1b[2J")
    'first second?[2J'
    """
    line = "".join(c if c.isprintable() else "?" for c in " ".join(str(text).split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"
