"""Picture: an image and its words, shown the same in every notebook viewer.

A notebook fresh from a clone is untrusted: JupyterLab then shows neither SVG outputs nor SVG
inside HTML. It does show an ``<img>`` whose data stands in the page, and ``alt`` is the one
place where a screen reader finds the description. So this is how all pictures are shown.
"""

import base64
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nnlib.validation import as_array, as_path, check_count, check_type, check_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_MEDIA_TYPES = ("image/svg+xml", "image/png", "image/bmp")
_DOTS_PER_INCH = 100
_SHARPNESS = 2  # pixels of a PNG for each pixel on the page: sharp on dense screens


class Picture:
    """An SVG or PNG image with its alternative text.

    Parameters
    ----------
    data : bytes
        The file's content.
    media_type : {"image/svg+xml", "image/png", "image/bmp"}
        What `data` is.
    alt : str
        What the picture shows, in words, for those who cannot see it; never empty.
    width : int
        Width on the page in pixels; a narrower page shrinks it.

    Raises
    ------
    TypeError, ValueError
        If `alt` is empty, or another argument is something else.

    Notes
    -----
    W3C, *Web Content Accessibility Guidelines* 2.2, success criterion 1.1.1.
    """

    def __init__(self, data: bytes, media_type: str, *, alt: str, width: int) -> None:
        if not isinstance(alt, str) or not alt.strip():
            raise ValueError(f"Picture expected alt to say what the picture shows, got {alt!r}")
        check_type("data", data, bytes, "the bytes of a file")
        if not isinstance(media_type, str) or media_type not in _MEDIA_TYPES:
            raise ValueError(f"media_type expected one of {_MEDIA_TYPES}, got {media_type!r:.60}")
        check_words("alt", alt)
        check_count("width", width)
        self.data = data
        self.media_type = media_type
        self.alt = alt
        self.width = width

    @classmethod
    def of_axes(cls, ax: "Axes", *, alt: str) -> "Picture":
        """Make a picture of the Matplotlib figure that `ax` belongs to.

        Parameters
        ----------
        ax : matplotlib.axes.Axes
            Any of the figure's axes.
        alt : str
            What the figure shows, in words.

        Returns
        -------
        Picture
            PNG, as wide on the page as the figure's size says.

        Raises
        ------
        TypeError, ValueError
            If `ax` are no axes, or `alt` is empty.
        """
        if not hasattr(ax, "figure"):
            raise TypeError(f"ax expected axes of Matplotlib, got {ax!r:.60}")
        figure, file = ax.figure.figure, BytesIO()  # the root, of a subfigure too
        figure.savefig(file, format="png", dpi=_SHARPNESS * _DOTS_PER_INCH)
        width = round(figure.get_size_inches()[0] * _DOTS_PER_INCH)
        return cls(file.getvalue(), "image/png", alt=alt, width=width)

    @classmethod
    def of_pixels(cls, pixels: "NDArray[np.uint8]", *, alt: str) -> "Picture":
        """Make a picture of plain pixels.

        Parameters
        ----------
        pixels : ndarray
            uint8, shape (rows, columns, 3), or (rows, columns) for grey.
        alt : str
            What they show, in words.

        Returns
        -------
        Picture
            BMP: its bytes do not depend on a compressor's version. One pixel of the page each.

        Raises
        ------
        TypeError, ValueError
            If `pixels` are no pixels, or `alt` is empty.
        """
        from PIL import Image

        pixels = as_array("pixels", pixels)
        shape = pixels.shape[:2] if pixels.shape[2:] in ((), (3,)) else ()
        if pixels.dtype != np.uint8 or len(shape) != 2 or 0 in shape:
            raise TypeError(
                "pixels expected uint8 of shape (rows, columns, 3) or (rows, columns), got "
                f"{pixels.dtype} of shape {pixels.shape}"
            )
        file = BytesIO()
        # Grey would need a table of 256 colours, which Pillow's versions write differently.
        Image.fromarray(pixels).convert("RGB").save(file, format="bmp")
        return cls(file.getvalue(), "image/bmp", alt=alt, width=pixels.shape[1])

    @property
    def text(self) -> str:
        """The SVG's source, to be placed in a page of one's own."""
        return self.data.decode("utf-8")

    @property
    def uri(self) -> str:
        """The image as an address that carries its data."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"

    @property
    def html(self) -> str:
        """An ``<img>`` with the image's data and its alternative text."""
        return f'<img alt="{escape(self.alt)}" width="{self.width}" src="{self.uri}">'

    def save(self, path: str | Path) -> None:
        """Write the image to a file, as it is.

        Parameters
        ----------
        path : str or Path
            Where; an existing file is replaced.

        Raises
        ------
        TypeError, ValueError
            If `path` is no name of a file.
        OSError
            If the file cannot be written.
        """
        as_path(path).write_bytes(self.data)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.alt}

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"
