"""Makes a photo that someone sends safe to keep: read by its content, turned upright, made smaller, written anew.

What is written holds the picture and nothing else: no place where it was taken, no second file behind it.
"""

from io import BytesIO

from PIL import Image, ImageOps

from brunssum.core.exceptions import DomainError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")


class GeenFoto(DomainError):
    """This file is no photo that we can read."""


def clean_foto(inhoud: bytes, *, longest_side: int = LONGEST_SIDE) -> bytes:
    """The same picture as a JPEG of ours."""
    if len(inhoud) > MAX_BYTES:
        raise GeenFoto("Deze foto is te groot. Kies een foto van hoogstens 15 MB.")
    try:
        with Image.open(BytesIO(inhoud), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise GeenFoto(
                    "Deze foto heeft te veel beeldpunten. Maak hem kleiner en probeer het opnieuw."
                )
            image.draft("RGB", (longest_side, longest_side))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longest_side, longest_side))
            picture = _on_white(upright)
    except GeenFoto:
        raise
    except Exception as error:  # Pillow raises many kinds on a file that is broken on purpose
        raise GeenFoto(
            "Dit bestand is geen foto die wij kunnen lezen. Kies een jpg-, png- of webp-bestand."
        ) from error
    written = BytesIO()
    picture.save(written, "JPEG", quality=84, optimize=True)
    return written.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, and without anything that came along with the picture."""
    colours = image.convert("RGBA")
    picture = Image.new("RGB", colours.size, "white")
    picture.paste(colours, mask=colours.getchannel("A"))
    return picture
