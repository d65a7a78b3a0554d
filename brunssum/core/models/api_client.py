import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from oauth2_provider.models import AbstractApplication

from brunssum.core.models.organisatie import Organisatie
from brunssum.core.querysets.api_client import (
    ApiAanroepQuerySet,
    ApiClientQuerySet,
    ApiDagtellingQuerySet,
    ApiSleutelQuerySet,
)
from brunssum.core.rollen import RECHTEN, Rol, zicht_of
from brunssum.core.scopes import SCOPES


def known_scopes(value) -> None:
    """A list of scopes, each of which exists."""
    unknown = [scope for scope in value if scope not in SCOPES]
    if unknown:
        raise ValidationError(f"Deze scope bestaat niet: {', '.join(map(str, unknown))}.")


class ApiClient(AbstractApplication):
    """A partner's system that uses the API for its organisation (OAuth 2.0 client credentials).

    It has the rights of the rol partner, so visible_to(client) works as for a person. What proves that it is who it
    says is one of its ApiSleutels; the secret of an Application itself is not used.
    """

    is_authenticated = True  # it stands where a person stands: as the user of a request

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="api_clients")
    scopes = models.JSONField("wat het systeem mag", default=list, validators=[known_scopes])
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)

    objects = ApiClientQuerySet.as_manager()
    rollen = frozenset({Rol.PARTNER})

    class Meta(AbstractApplication.Meta):
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "name"],
                condition=Q(ingetrokken_op=None),
                name="api_client_naam_uniek_per_organisatie",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def naam(self) -> str:
        return self.name

    @property
    def zicht(self):
        return zicht_of(self.rollen)

    def mag(self, recht: str) -> bool:
        return recht in RECHTEN[Rol.PARTNER]

    def is_usable(self, request) -> bool:
        """A token is given out only to a client that was not withdrawn (asked by django-oauth-toolkit)."""
        return self.ingetrokken_op is None


class ApiSleutel(models.Model):
    """A secret with which a client asks for tokens. Several hold at once, so that a new one comes in without a break.

    A secret is 32 random bytes: nobody guesses it, so a plain hash keeps it as safe as a slow one would, and finds it.
    """

    BIJNA = timedelta(days=30)
    """So long before it ends, it is time for the next."""

    client = models.ForeignKey(ApiClient, on_delete=models.PROTECT, related_name="sleutels")
    begin = models.CharField("begint met", max_length=10)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField("gemaakt op")
    verloopt_op = models.DateTimeField("verloopt op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    laatst_gebruikt_op = models.DateTimeField("laatst gebruikt op", null=True, blank=True)

    objects = ApiSleutelQuerySet.as_manager()

    class Meta:
        verbose_name = "API-sleutel"
        verbose_name_plural = "API-sleutels"
        constraints = [
            models.CheckConstraint(
                name="api_sleutel_verloopt_na_maken",
                condition=Q(verloopt_op__gt=F("gemaakt_op")),
                violation_error_message="De sleutel verloopt voordat hij is gemaakt.",
            )
        ]

    def __str__(self):
        return f"{self.begin}…"

    @staticmethod
    def hash_of(secret: str) -> str:
        return hashlib.sha256(secret.encode()).hexdigest()

    @classmethod
    def make(cls, client: ApiClient, *, nu: datetime, verloopt_op: datetime) -> tuple["ApiSleutel", str]:
        """A key that is not saved yet, and the secret itself, which is kept nowhere."""
        secret = f"kan_{secrets.token_urlsafe(32)}"
        sleutel = cls(
            client=client,
            begin=secret[:8],
            hash=cls.hash_of(secret),
            gemaakt_op=nu,
            verloopt_op=verloopt_op,
        )
        return sleutel, secret

    def holds_at(self, moment: datetime) -> bool:
        return self.ingetrokken_op is None and moment < self.verloopt_op


class ApiAanroep(models.Model):
    """One call of the API: who asked what, when, from where, and how it ended. Never the question's own content."""

    class Waarom(models.TextChoices):
        """Why no token was given to who asked for one."""

        ONBEKEND = "onbekend", "Deze client-id is niet bekend"
        GEHEIM = "geheim", "Het geheim klopt niet"
        SLEUTEL_VERLOPEN = "sleutel_verlopen", "De sleutel is verlopen"
        SLEUTEL_INGETROKKEN = "sleutel_ingetrokken", "De sleutel is ingetrokken"
        KOPPELING_INGETROKKEN = "koppeling_ingetrokken", "De koppeling is ingetrokken"
        SCOPE = "scope", "Het vroeg om een scope die het niet heeft"
        ONVEILIG = "onveilig", "Het vroeg zonder https: het geheim is onderweg te lezen"
        VRAAG = "vraag", "De vraag om een token klopt niet"

    tijdstip = models.DateTimeField()
    client = models.ForeignKey(
        ApiClient, on_delete=models.PROTECT, null=True, related_name="aanroepen"
    )  # empty: nobody we know
    methode = models.CharField(max_length=10)
    pad = models.CharField(max_length=200)
    status = models.PositiveSmallIntegerField()
    waarom = models.CharField("waarom geen token", max_length=30, choices=Waarom, blank=True)
    milliseconden = models.PositiveIntegerField("duur in milliseconden")
    ip_adres = models.GenericIPAddressField("IP-adres", null=True)

    objects = ApiAanroepQuerySet.as_manager()

    class Meta:
        verbose_name = "API-aanroep"
        verbose_name_plural = "API-aanroepen"
        indexes = [
            models.Index(fields=["client", "-tijdstip", "-id"], name="api_aanroep_per_client"),
            models.Index(fields=["-tijdstip", "-id"], name="api_aanroep_nieuwste_eerst"),
            models.Index(
                fields=["client", "-tijdstip", "-id"], condition=~Q(waarom=""), name="api_aanroep_geen_token"
            ),
            models.Index(
                fields=["-tijdstip", "-id"], condition=~Q(waarom=""), name="api_aanroep_zonder_token"
            ),
        ]

    def __str__(self):
        return f"{self.methode} {self.pad} {self.status}"


class ApiDagtelling(models.Model):
    """How many calls of a client ended this way on one day; counted at night, when the day is over."""

    dag = models.DateField()
    client = models.ForeignKey(ApiClient, on_delete=models.PROTECT, null=True, related_name="dagtellingen")
    status = models.PositiveSmallIntegerField()
    waarom = models.CharField("waarom geen token", max_length=30, choices=ApiAanroep.Waarom, blank=True)
    aantal = models.PositiveIntegerField()

    objects = ApiDagtellingQuerySet.as_manager()

    class Meta:
        verbose_name = "API-dagtelling"
        verbose_name_plural = "API-dagtellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["dag", "client", "status", "waarom"], name="api_dagtelling_eenmaal"
            ),
            models.UniqueConstraint(
                fields=["dag", "status", "waarom"],
                condition=Q(client=None),
                name="api_dagtelling_eenmaal_van_onbekenden",
            ),
        ]

    def __str__(self):
        return f"{self.dag} {self.status}: {self.aantal}"


class BewaardAntwoord(models.Model):
    """The answer to a POST that carried an Idempotency-Key: who sends it again gets this, and nothing is done twice.

    Kept for a day. Of the question only a keyed hash is kept: a signaal may hold a name.
    """

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=200)
    vingerafdruk = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    inhoud = models.JSONField(default=dict)
    locatie = models.CharField(max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "bewaard antwoord"
        verbose_name_plural = "bewaarde antwoorden"
        constraints = [
            models.UniqueConstraint(fields=["client", "sleutel"], name="bewaard_antwoord_een_per_sleutel")
        ]

    def __str__(self):
        return f"{self.client_id} {self.status}"
