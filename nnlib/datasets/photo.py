"""Photos: the cat's, and a picture file of your own as 100 x 100 pixels like it.

What comes from outside may be anything. What Pillow can make a picture of becomes one; for all
else an error says, to the one who chose the file, what to do about it.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from nnlib.datasets.stored import read
from nnlib.validation import check_bytes

SIDE = 100  # pixels

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_MOST_PIXELS = 50_000_000  # what phones take; a gigabyte of memory at the worst
_MOST_WORK = 10_000_000_000  # pixels times passes over them: about six seconds
_NEXT_PASS = b"\xff\xda"  # opens each pass of a JPEG; a progressive one has about ten
_EXPORT = "open it in an app that shows it, and export it there as JPEG"


def load_photo() -> NDArray[np.uint8]:
    """Load the colour photo of a cat that notebook 01 takes apart.

    Returns
    -------
    ndarray
        uint8, shape (100, 100, 3): rows from the top, columns from the left, and the
        brightness of red, green and blue from 0 (none) to 255 (full).

    Raises
    ------
    FileNotFoundError
        If the package was copied without its data files.
    ValueError
        If the file is damaged.

    Notes
    -----
    The cat Chelsea, photographed by Stefan van der Walt, CC0: ``data/photo.LICENSE.txt``.
    """
    return np.load(read("photo.npy"), allow_pickle=False)


def read_photo(photo: bytes) -> NDArray[np.uint8]:
    """Make 100 x 100 pixels of a picture file.

    The square in the middle is cut out and scaled: each pixel is the mean of those that it covers;
    a small picture's are repeated. Of an animation it is the first picture. What was taken with the
    camera turned is turned back, and what is transparent becomes white.

    Parameters
    ----------
    photo : bytes
        The file's content: JPEG, PNG, GIF, WebP, BMP or TIFF.

    Returns
    -------
    ndarray
        uint8, shape (100, 100, 3), as from `nnlib.datasets.load_photo`.

    Raises
    ------
    TypeError
        If `photo` are not bytes.
    ValueError
        If the file is empty, of another kind, damaged, or too large to be read in a few seconds.

    Examples
    --------
    >>> file = BytesIO()
    >>> Image.new("RGB", (640, 480), "orange").save(file, format="jpeg")
    >>> read_photo(file.getvalue()).shape
    (100, 100, 3)
    """
    check_bytes("photo", photo)
    if not photo:
        raise ValueError("photo expected a picture, got an empty file: choose another one")
    # Pillow warns of many pixels, which are counted here, and of flaws that it reads past.
    with warnings.catch_warnings(action="ignore"):
        with _errors_in_our_words(photo):
            image = Image.open(BytesIO(photo), formats=_FORMATS)
        with image:
            _check_work(image, photo)
            with _errors_in_our_words(photo):
                ImageOps.exif_transpose(image, in_place=True)  # as the camera was held
                return np.array(_square(image))


def _check_work(image: Image.Image, photo: bytes) -> None:
    """Refuse what would take minutes, or all memory, before any pixel is read."""
    pixels = image.width * image.height
    if pixels > _MOST_PIXELS:
        raise _too_many_pixels(f"{image.width:,} × {image.height:,}")
    if pixels * photo.count(_NEXT_PASS) > _MOST_WORK:
        raise ValueError(f"photo expected about ten passes over its pixels, got more: {_EXPORT}")
    # A PNG has at most 16 bits; Pillow before version 11 holds them in 32.
    if image.mode == "F" or (image.mode == "I" and image.format != "PNG"):
        raise ValueError(f"photo expected at most 16 bits for a number, got 32: {_EXPORT}")


def _too_many_pixels(size: str) -> ValueError:
    most = f"{_MOST_PIXELS // 10**6} million"
    return ValueError(
        f"photo expected at most {most} pixels, got {size}: make it smaller in an app that shows "
        "it, or take a screenshot of it"
    )


def _square(image: Image.Image) -> Image.Image:
    """Cut out the middle and scale it, on white."""
    if image.mode.startswith("I"):  # 16 bits, of which Pillow would cut what is above 255
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    side = min(image.size)
    left, top = (image.width - side) / 2, (image.height - side) / 2
    box = (left, top, left + side, top + side)
    small = image.convert("RGBA").resize((SIDE, SIDE), Image.Resampling.BOX, box)
    white = Image.new("RGBA", small.size, "white")
    return Image.alpha_composite(white, small).convert("RGB")


@contextmanager
def _errors_in_our_words(photo: bytes) -> Iterator[None]:
    """Say what is wrong with the file. Pillow has no one error for that: there are ten kinds."""
    try:
        yield
    except Image.DecompressionBombError as error:
        raise _too_many_pixels("many times as many") from error
    except UnidentifiedImageError as error:
        kind = "a HEIC file" if _is_heic(photo) else "another kind of file"
        raise ValueError(
            f"photo expected a JPEG, PNG, GIF, WebP, BMP or TIFF picture, got {kind}: if it is a "
            f"picture, {_EXPORT}"
        ) from error
    except Exception as error:
        raise ValueError(
            "photo expected a whole picture, got one that is damaged or cut off: copy or download "
            f"it again, or {_EXPORT}"
        ) from error


def _is_heic(photo: bytes) -> bool:
    return photo[4:8] == b"ftyp" and photo[8:11] in (b"hei", b"hev", b"mif", b"msf")
