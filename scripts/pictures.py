"""Make the small pictures of the README's map: ``python scripts/pictures.py``, after the notebooks.

Each is one of a notebook's stored pictures, made smaller.
"""

import base64
import re
from io import BytesIO
from pathlib import Path

import nbformat
from PIL import Image

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".github" / "series"
WIDTH = 180
CELLS = {  # by notebook, the cell whose picture says what it is about
    "00": "00-09",
    "01": "01-05",
    "02": "02-17",
    "03": "8c43281a",
    "04": "04-22",
    "05": "05-18",
    "06": "06-36",
    "07": "07-15",
    "08": "08-07",
    "09": "09-12",
    "10": "10-33",
    "11": "11-58",
    "12": "12-86",
}


def stored(path: Path, cell_id: str) -> tuple[str, bytes]:
    """Return the kind and the bytes of the picture below a cell."""
    cells = nbformat.read(path, as_version=4).cells
    [cell] = [cell for cell in cells if cell.get("id") == cell_id]
    picture = r'src="data:image/(png|svg\+xml);base64,([^"]+)"'
    kind, text = re.search(picture, cell.outputs[-1].data["text/html"]).groups()
    return kind.removesuffix("+xml"), base64.b64decode(text)


def smaller_svg(content: bytes) -> bytes:
    """Return a drawing that asks for less room."""
    return re.sub(rb'width="\d+"', f'width="{WIDTH}"'.encode(), content, count=1)


def smaller_png(content: bytes) -> bytes:
    """Return a plot with fewer pixels."""
    image, small = Image.open(BytesIO(content)).convert("RGB"), BytesIO()
    image.thumbnail((WIDTH, WIDTH))
    image.save(small, "png", optimize=True)
    return small.getvalue()


def main() -> None:
    """Write one picture a notebook."""
    FOLDER.mkdir(exist_ok=True)
    for number, cell_id in CELLS.items():
        [path] = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
        kind, content = stored(path, cell_id)
        content = smaller_svg(content) if kind == "svg" else smaller_png(content)
        (FOLDER / f"{number}.{kind}").write_bytes(content)


if __name__ == "__main__":
    main()
