"""Images as files: a page that holds them as data is slow to come, and loads them all at once."""

import base64
import hashlib
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from panels import stacked
from PIL import Image

FOLDER = "images"
# As `nnlib.drawing.picture.Picture` writes them.
_IMAGE = re.compile(
    r'<img alt="([^"]*)" width="(\d+)" src="data:image/(svg|png|bmp)(?:\+xml)?;base64,([^"]+)">'
)


def as_files(content: str, folder: Path) -> str:
    """Write the images of a page into files, and return the page that loads each when it is near.

    A name says by its hash what is in the file, so that no browser shows an old one. Every image
    has its height, too, so that the text stays where it is when it comes. A plot of several panels
    has a second file, for narrow pages.
    """
    (folder / FOLDER).mkdir(exist_ok=True)

    def written(found: re.Match[str]) -> str:
        alt, width, kind, data = found.groups()
        image = base64.b64decode(data)
        file = _written(image, kind, folder)
        room = _room(*_size(image, kind), int(width))
        tag = f'<img alt="{alt}" {room} loading="lazy" src="{file}">'
        narrow = stacked(image, int(width)) if kind == "png" else None
        if narrow is None:
            return tag
        wide, high = _size(narrow, kind)
        room = _room(wide, high, round(int(width) * wide / _size(image, kind)[0]))
        source = (
            f'<source media="(max-width: 600px)" {room} srcset="{_written(narrow, kind, folder)}">'
        )
        return f"<picture>{source}{tag}</picture>"

    return _IMAGE.sub(written, content)


def _written(image: bytes, kind: str, folder: Path) -> str:
    """Write an image, and return where it is."""
    name = f"{FOLDER}/{hashlib.sha256(image).hexdigest()[:16]}.{kind}"
    (folder / name).write_bytes(image)
    return name


def _room(wide: float, high: float, width: int) -> str:
    """Return the attributes that keep an image's room until it comes."""
    return f'width="{width}" height="{round(width * high / wide)}"'


def _size(image: bytes, kind: str) -> tuple[float, float]:
    """Return width and height, in a unit of the image's own."""
    if kind == "svg":
        *_, wide, high = ElementTree.fromstring(image).attrib["viewBox"].split()
        return float(wide), float(high)
    return Image.open(io.BytesIO(image)).size
