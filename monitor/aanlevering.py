"""How large a delivered file may be; checked before a byte of it is read."""

from django.conf import settings

from monitor.indicatorbestand import GeenIndicatorbestand


def check_size(size: int) -> None:
    if size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        raise GeenIndicatorbestand(
            f"Dit bestand is {size / 1024 / 1024:.0f} MB. Het mag hoogstens {settings.MAX_UPLOAD_MB} MB zijn: "
            "kies een bestand met alleen de indicatoren en gebieden die u nodig hebt."
        )
