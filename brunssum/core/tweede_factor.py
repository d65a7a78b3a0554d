"""A second factor beside the password: a code from an app, or a key. allauth.mfa does the work; here is what we ask of it.

Who may not be asked for one (the demo) has no app in TWEEDE_FACTOR_VOOR. Otherwise every page of those apps is shut
until this session gave a second factor (middleware.ask_for_a_second_factor), except what is marked with
`without_second_factor`.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from qrcode import make as make_qrcode
from qrcode.image.svg import SvgPathFillImage

from brunssum.core import audit, versleuteling
from brunssum.core.models import Gebruiker

PURPOSE = "kanarie tweede factor"
PASSED = "tweede_factor"
"""Where a session holds whose second factor was given in it."""

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes count for none: they come along with these."""


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet (meer). Wacht op de volgende code in de app en vul die in.",
        "unreadable": "Uw tweede factor is niet te lezen. Vraag de beheerder van Kanarie om hem te wissen.",
    }

    def get_totp_issuer(self):
        return f"Kanarie {settings.GEMEENTE_NAAM}"

    def build_totp_svg(self, url):
        """The QR code as an element for in the page: our CSP has no room for a data: address."""
        return make_qrcode(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def encrypt(self, text):
        return versleuteling.encrypt(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text):
        try:
            return versleuteling.decrypt(encrypted_text, purpose=PURPOSE)
        except versleuteling.WrongKey as error:
            raise self.validation_error("unreadable") from error


def is_asked() -> bool:
    return bool(settings.TWEEDE_FACTOR_VOOR)


def without_second_factor(view: Callable) -> Callable:
    """Mark a page of a shut app that shows nothing about anyone."""
    view.without_second_factor = True
    return view


def factors_of(user: Gebruiker):
    """The second factors of this person, recovery codes not counted."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)


def has_passed(request: HttpRequest) -> bool:
    """Whether this session gave a second factor that its person still has. Causes a query."""
    return request.session.get(PASSED) == request.user.pk and factors_of(request.user).exists()


def may_show_vertrouwelijk(request: HttpRequest) -> bool:
    """Whether a text that may be about a casus can be shown outside the apps that are shut. May cause a query."""
    return not is_asked() or has_passed(request)


def ask(request: HttpRequest) -> HttpResponse:
    """To the page where a second factor is given or set up, and back here afterwards."""
    wanted = {"next": request.get_full_path()} if request.method == "GET" and not request.htmx else {}
    address = f"{reverse('mfa_index')}?{urlencode(wanted)}"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


confirmed = reauthentication_required(enabled=lambda request: is_asked())
"""Mark a page with which others could do harm for long, such as making a key: it asks once more who it is.

The second factor, or of who has none the password; once in five minutes. What was typed waits in the session.
"""


@transaction.atomic
def reencrypt() -> int:
    """Write the secrets of all second factors again with the first key. Safe to run twice; raises WrongKey."""
    count = 0
    for one in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        name = "secret" if one.type == Authenticator.Type.TOTP else "seed"
        plain = versleuteling.decrypt(one.data[name], purpose=PURPOSE)
        one.data[name] = versleuteling.encrypt(plain, purpose=PURPOSE)
        one.save(update_fields=["data"])
        count += 1
    return count


# allauth says by signals what happened; it has no other way.


@receiver(signals.authenticator_added)
def _added(request, user, authenticator, **kwargs) -> None:
    if authenticator.type in FACTORS:
        request.session[PASSED] = user.pk  # who sets it up has just used it
        audit.record("gebruiker.tweede_factor_ingesteld", user, actor=user, soort=authenticator.type)


@receiver(signals.authenticator_used)
def _used(request, user, **kwargs) -> None:
    request.session[PASSED] = user.pk


@receiver(signals.authenticator_removed)
def _removed(request, user, authenticator, **kwargs) -> None:
    if authenticator.type in FACTORS:
        audit.record("gebruiker.tweede_factor_weggehaald", user, actor=user, soort=authenticator.type)
