"""Who may log in, and how allauth is told so."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import password_validation
from django.db import transaction
from django.db.models import OuterRef
from django.urls import reverse

from brunssum.core import audit
from brunssum.core.models import Gebruiker, Melding


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze allebei na.",
        "too_many_login_attempts": "Er is te vaak geprobeerd om in te loggen. Wacht vijf minuten en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request):
        """No public sign-up: the beheerder adds people."""
        return False

    def get_reset_password_from_key_url(self, key):
        """The link in the mail. By our own address, not by the host name that the asker's browser sent."""
        uid, _, token = key.partition("-")
        return site_url(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def send_mail(self, template_prefix, email, context):
        """Give the texts of mails our own address and the programme's name."""
        own = {"site_url": settings.SITE_URL, "programma_naam": settings.PROGRAMMA_NAAM}
        super().send_mail(template_prefix, email, own | context)

    def get_reauthentication_methods(self, user):
        """Who has a second factor gives that again: the password was given already, and may be what leaked."""
        methods = super().get_reauthentication_methods(user)
        return [one for one in methods if one["id"] != "reauthenticate"] or methods

    @transaction.atomic
    def set_password(self, user, password):
        """Someone chose a password, by link or by changing it."""
        super().set_password(user, password)
        audit.record("gebruiker.wachtwoord_gekozen", user, actor=user)


class Backend(AuthenticationBackend):
    """Log in by e-mail; a request's user comes with the rollen and the number of unread meldingen, so that these cost no query."""

    def get_user(self, user_id):
        ongelezen = Melding.objects.number_unread(OuterRef("pk"))
        rows = Gebruiker.objects.with_rollen().annotate(ongelezen_meldingen=ongelezen)
        user = rows.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's rule, with a Dutch sentence that Django's own translation lacks."""

    def get_error_message(self):
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens, zoals een paar woorden achter elkaar."


def make_password_url(gebruiker: Gebruiker) -> str:
    """A link by which this person chooses a password; it works once, for PASSWORD_RESET_TIMEOUT seconds."""
    key = f"{user_pk_to_url_str(gebruiker)}-{default_token_generator.make_token(gebruiker)}"
    return AccountAdapter().get_reset_password_from_key_url(key)


def site_url(path: str) -> str:
    """The full address of a page, for a mail."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
