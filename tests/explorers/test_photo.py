"""Pictures of one's own: every kind of file becomes 100 x 100 pixels, or an error in our words."""

import os
import struct
import subprocess
import sys
import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, features

from nnlib.datasets.photo import read_photo

FORMATS = ("jpeg", "png", "gif", "webp", "bmp", "tiff")
MORE = float(os.environ.get("NNLIB_FUZZ", "1"))


def file_of(image, kind="png", **settings):
    """Return the file that Pillow writes."""
    file = BytesIO()
    image.save(file, format=kind, **settings)
    return file.getvalue()


def quarters(size=(200, 200)):
    """Return a picture of four colours: red and green above blue and white."""
    image, (w, h) = Image.new("RGB", size, "white"), size
    draw = ImageDraw.Draw(image)
    for color, x, y in [("red", 0, 0), ("lime", w // 2, 0), ("blue", 0, h // 2)]:
        draw.rectangle((x, y, x + w // 2 - 1, y + h // 2 - 1), fill=color)
    return image


def corners(pixels):
    """Return the colours of the four quarters, rounded: upper left, upper right, then below."""
    assert (pixels.dtype, pixels.shape) == (np.uint8, (100, 100, 3))
    return [tuple((pixels[y, x] > 127).astype(int)) for y in (20, 80) for x in (20, 80)]


RED, GREEN, BLUE, WHITE = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)
UPRIGHT = [RED, GREEN, BLUE, WHITE]
PNG = file_of(quarters())


def chunk(name, content):
    """Return a part of a PNG file."""
    crc = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + crc


def bomb(width, height):
    """Return a small PNG file that says it is large, and begins so."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(10**6))
    return PNG[:8] + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


# What becomes a picture


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_read(kind):
    assert corners(read_photo(file_of(quarters(), kind))) == UPRIGHT


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "CMYK", "YCbCr", "LAB"])
def test_every_way_to_write_colours_is_read(mode):
    if mode == "LAB" and not features.check("littlecms2"):
        pytest.skip("needs a Pillow with LittleCMS")
    # Before Pillow 13, a YCbCr TIFF that Pillow has written is called cut off by itself.
    kinds = {"CMYK": ("jpeg", "tiff"), "YCbCr": ("jpeg",), "LAB": ("tiff",)}
    image = quarters()
    if mode == "LAB":
        from PIL import ImageCms

        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, *profiles, outputMode="LAB")
    else:
        image = image.convert(mode)
    for kind in kinds.get(mode, ("png", "tiff")):
        assert corners(read_photo(file_of(image, kind))) == UPRIGHT


@pytest.mark.parametrize(("kind", "order"), [("png", ">"), ("tiff", "<"), ("tiff", ">")])
def test_grey_of_16_bits_keeps_its_brightness(kind, order):
    ramp = np.linspace(0, 65535, 100).astype(f"{order}u2")
    data = np.tile(ramp, (100, 1)).tobytes()
    mode = "I;16B" if order == ">" else "I;16"
    content = file_of(Image.frombytes(mode, (100, 100), data), kind)
    pixels = read_photo(content)
    assert (pixels[0] == (ramp // 256)[:, np.newaxis]).all()
    assert (pixels == pixels[0]).all()


@pytest.mark.parametrize("mode", ["1", "L", "LA"])
def test_grey_and_black_and_white_are_read(mode):
    image = Image.fromarray(np.repeat([[0, 255]], 2, axis=0).astype(np.uint8)).convert(mode)
    pixels = read_photo(file_of(image))
    assert (pixels[:, :50] == 0).all()
    assert (pixels[:, 50:] == 255).all()


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    half = Image.new("RGBA", (50, 50), (0, 0, 0, 128))
    red = Image.new("P", (50, 50), 1)
    red.putpalette([0, 0, 255, 255, 0, 0])
    for image, written, wanted in [
        (clear, {}, 255),
        (half, {}, 127),
        (red, {"transparency": 1}, 255),
        (Image.new("RGB", (50, 50), (1, 2, 3)), {"transparency": (1, 2, 3)}, 255),
        (Image.new("L", (50, 50), 9), {"transparency": 9}, 255),
    ]:
        assert (read_photo(file_of(image, **written)) == wanted).all()
    assert (read_photo(file_of(clear, "webp", lossless=True)) == 255).all()


def test_a_clear_edge_does_not_bleed():
    image = Image.new("RGBA", (200, 200), (0, 255, 0, 0))  # green that nobody sees
    image.paste((255, 0, 0, 255), (101, 0, 200, 200))
    half_red_half_white = pytest.approx([255, 127.5, 127.5], abs=0.5)
    assert read_photo(file_of(image))[50, 50].tolist() == half_red_half_white


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "tiff"])
def test_of_an_animation_the_first_picture_is_taken(kind):
    frames = [Image.new("RGB", (50, 50), color) for color in ("red", "blue", "lime")]
    content = file_of(frames[0], kind, save_all=True, append_images=frames[1:])
    assert Image.open(BytesIO(content)).n_frames == 3
    assert corners(read_photo(content)) == [RED] * 4


def test_of_two_photos_in_one_jpeg_the_first_is_taken():
    frames = [Image.new("RGB", (50, 50), color) for color in ("red", "blue")]
    content = file_of(frames[0], "mpo", save_all=True, append_images=frames[1:])
    assert corners(read_photo(content)) == [RED] * 4


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "tiff"])
@pytest.mark.parametrize(
    ("orientation", "wanted"),
    [
        (1, [RED, GREEN, BLUE, WHITE]),
        (2, [GREEN, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, GREEN, RED]),
        (4, [BLUE, WHITE, RED, GREEN]),
        (5, [RED, BLUE, GREEN, WHITE]),
        (6, [BLUE, RED, WHITE, GREEN]),
        (7, [WHITE, GREEN, BLUE, RED]),
        (8, [GREEN, WHITE, RED, BLUE]),
    ],
)
def test_a_turned_camera_is_turned_back(kind, orientation, wanted):
    exif = Image.Exif()
    exif[0x0112] = orientation  # TIFF 6.0, "Orientation"
    assert corners(read_photo(file_of(quarters((240, 160)), kind, exif=exif))) == wanted


def test_the_middle_is_cut_out():
    for size, place in [((400, 100), (150, 0)), ((100, 400), (0, 150))]:
        image = Image.new("RGB", size, "blue")
        image.paste(Image.new("RGB", (100, 100), "red"), place)
        assert (read_photo(file_of(image)) == (255, 0, 0)).all()


def test_a_photo_of_the_right_size_stays_as_it_is():
    pixels = np.random.default_rng(0).integers(0, 256, (100, 100, 3), dtype=np.uint8)
    assert (read_photo(file_of(Image.fromarray(pixels))) == pixels).all()


def test_a_pixel_is_the_mean_of_those_that_it_covers():
    pixels = np.random.default_rng(0).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    means = pixels.reshape(100, 3, 100, 3, 3).mean(axis=(1, 3))
    assert np.abs(read_photo(file_of(Image.fromarray(pixels))) - means).max() <= 1


def test_a_small_picture_keeps_its_pixels():
    two = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 9, 9]]], np.uint8)
    wanted = two.repeat(50, axis=0).repeat(50, axis=1)
    assert (read_photo(file_of(Image.fromarray(two))) == wanted).all()


SHAPES = [(1, 1), (1, 2), (30_000, 1), (1, 30_000), (20_000, 3), (7000, 7000)]


@pytest.mark.parametrize("size", SHAPES)
def test_any_shape_becomes_a_square(size):
    assert (read_photo(file_of(Image.new("RGB", size, (9, 8, 7)))) == (9, 8, 7)).all()


def test_the_array_is_ones_own():
    pixels = read_photo(PNG)
    pixels[0, 0] = 0
    assert (read_photo(PNG)[0, 0] == (255, 0, 0)).all()


# What does not


REFUSED = {
    "empty": (b"", "got an empty file: choose another one"),
    "text": (b"Dear diary, today I saw a cat.\n" * 99, "got another kind of file: .* export it"),
    "zeros": (b"\0" * 5000, "got another kind of file"),
    "PDF": (b"%PDF-1.7 and so on", "got another kind of file"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "got another kind of file"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC file: .* export it there as JPEG"),
    "HEIF": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "got a HEIC file"),
    "video": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "got another kind of file"),
    "three bytes": (PNG[:3], "got another kind of file"),
    "a beginning": (PNG[:20], "damaged or cut off"),
    "one half": (PNG[: len(PNG) // 2], "damaged or cut off: copy or download it again"),
    "broken": (PNG[:60] + b"\0" * 99 + PNG[159:], "damaged or cut off"),
    "bomb": (bomb(30_000, 30_000), "50 million pixels, got many times as many: make it smaller"),
    "small bomb": (bomb(8000, 8000), "50 million pixels, got 8,000 × 8,000: make it smaller"),
    "middling bomb": (bomb(11_000, 11_000), "got 11,000 × 11,000"),  # of which Pillow warns
    "no bomb": (bomb(7000, 7000), "damaged or cut off"),
    "32-bit whole": (file_of(Image.new("I", (9, 9)), "tiff"), "16 bits for a number, got 32: open"),
    "32-bit float": (file_of(Image.new("F", (9, 9)), "tiff"), "16 bits for a number, got 32: open"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_what_to_do(content, words):
    with pytest.raises(ValueError, match=f"^photo expected .*{words}"):
        read_photo(content)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_that_is_cut_off_is_no_picture(kind):
    noise = np.random.default_rng(0).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    content = file_of(Image.fromarray(noise), kind)
    with pytest.raises(ValueError, match=r"^photo expected .* got"):
        read_photo(content[: len(content) * 2 // 3])


def test_a_kind_that_pillow_knows_and_we_do_not_is_refused():
    for kind in ("eps", "ico", "ppm"):  # the first would start another program
        with pytest.raises(ValueError, match="got another kind of file"):
            read_photo(file_of(quarters(), kind))


def test_a_jpeg_of_too_many_passes_is_refused_at_once():
    content = file_of(Image.new("L", (7000, 7000)), "jpeg", progressive=True)
    last_pass = content[content.rindex(b"\xff\xda") : -2]
    with pytest.raises(ValueError, match="about ten passes over its pixels, got more"):
        read_photo(content[:-2] + 300 * last_pass + content[-2:])
    assert (read_photo(content) == 0).all()


@pytest.mark.parametrize("thing", [None, "cat.jpg", bytearray(PNG), memoryview(PNG), [1, 2]])
def test_a_photo_is_bytes(thing):
    with pytest.raises(TypeError, match="photo expected bytes, got"):
        read_photo(thing)


# What nobody thought of


def holds(content):
    """Read what may be anything: a picture, or our own words."""
    try:
        pixels = read_photo(content)
    except ValueError as error:
        if not str(error).startswith("photo expected "):
            raise
    else:
        assert (pixels.dtype, pixels.shape) == (np.uint8, (100, 100, 3))


often = settings(
    max_examples=int(100 * MORE),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
BEGINNINGS = [
    *(b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "),
    *(b"BM", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0"),
]


@often
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_lead_to_a_picture_or_to_our_words(beginning, rest):
    holds(beginning + rest)


SMALL = quarters((20, 20))
TIFF_WITH_JPEG = file_of(SMALL, "tiff", compression="jpeg")
FILES = [
    TIFF_WITH_JPEG,
    *(file_of(SMALL, kind) for kind in FORMATS),
    file_of(SMALL, "jpeg", progressive=True),
    *(file_of(SMALL, "tiff", compression=name) for name in ("tiff_lzw", "tiff_deflate")),
    *(file_of(SMALL.convert(mode)) for mode in ("1", "P", "LA", "RGBA")),
    file_of(SMALL, "gif", save_all=True, append_images=[SMALL.rotate(90)]),
]


@often
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=5),
    st.floats(0, 1),
)
def test_any_damage_leads_to_a_picture_or_to_our_words(content, changes, kept):
    damaged = bytearray(content)
    for place, value in changes:
        damaged[int(place * len(damaged))] = value
    holds(bytes(damaged[: int(kept * len(damaged)) if kept < 0.5 else None]))


@often
@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(FORMATS))
def test_any_size_becomes_a_square_of_the_same_colour(width, height, kind):
    pixels = read_photo(file_of(Image.new("RGB", (width, height), (200, 100, 50)), kind))
    assert np.abs(pixels - np.array([200.0, 100, 50])).max() <= 4  # JPEG and WebP are not exact


def test_nothing_is_printed():
    """No warning, log or word of a library in C, which no filter of Python would catch."""
    # libtiff says on its own what is wrong with a JPEG inside a TIFF, and cannot be told not to.
    files = [content for content in FILES if content != TIFF_WITH_JPEG]
    code = f"from nnlib.datasets.photo import read_photo\nread_photo({TIFF_WITH_JPEG!r})\n"
    code += f"for content in {files!r}:\n"
    code += "    for changed in (content, content[:-50], content[:60] + content[64:]):\n"
    code += "        try: read_photo(changed)\n        except ValueError: pass"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_limits_of_pillow_stay_as_they_are():
    before = Image.MAX_IMAGE_PIXELS
    read_photo(PNG)
    assert before == Image.MAX_IMAGE_PIXELS
