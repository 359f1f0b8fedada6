"""Images as files: a page that holds them as data is slow to come, and loads them all at once."""

import base64
import hashlib
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

FOLDER = "images"
# As `nnlib.drawing.picture.Picture` writes them.
_IMAGE = re.compile(r'width="(\d+)" src="data:image/(svg|png|bmp)(?:\+xml)?;base64,([^"]+)"')


def as_files(content: str, folder: Path) -> str:
    """Write the images of a page into files, and return the page that loads each when it is near.

    A name says by its hash what is in the file, so that no browser shows an old one. Every image
    has its height, too, so that the text stays where it is when it comes.
    """
    (folder / FOLDER).mkdir(exist_ok=True)

    def written(found: re.Match[str]) -> str:
        width, kind, data = found.groups()
        image = base64.b64decode(data)
        name = f"{hashlib.sha256(image).hexdigest()[:16]}.{kind}"
        (folder / FOLDER / name).write_bytes(image)
        wide, high = _size(image, kind)
        height = round(int(width) * high / wide)
        return f'width="{width}" height="{height}" loading="lazy" src="{FOLDER}/{name}"'

    return _IMAGE.sub(written, content)


def _size(image: bytes, kind: str) -> tuple[float, float]:
    """Return width and height, in a unit of the image's own."""
    if kind == "svg":
        *_, wide, high = ElementTree.fromstring(image).attrib["viewBox"].split()
        return float(wide), float(high)
    return Image.open(io.BytesIO(image)).size
