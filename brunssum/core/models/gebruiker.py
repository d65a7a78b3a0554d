from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from brunssum.core.models.gebied import Gebied
from brunssum.core.models.organisatie import Organisatie
from brunssum.core.querysets.gebruiker import GebruikerQuerySet
from brunssum.core.rollen import Rol, rechten_of, zicht_of


class GebruikerManager(BaseUserManager.from_queryset(GebruikerQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class Gebruiker(AbstractBaseUser):
    """A person who logs in. What they may do follows from their rollen (brunssum/core/rollen.py)."""

    class MeldingenPerMail(models.TextChoices):
        METEEN = "meteen", "Zo snel mogelijk"
        DAGELIJKS = "dagelijks", "Elke dag, in één mail"
        WEKELIJKS = "wekelijks", "Elke week, in één mail"
        NOOIT = "nooit", "Niet per mail"

    email = models.EmailField(
        "e-mailadres",
        max_length=254,
        unique=True,
        error_messages={"unique": "Er is al een gebruiker met dit e-mailadres."},
    )
    naam = models.CharField("naam", max_length=150)
    functie = models.CharField("functie", max_length=150, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisatie"
    )
    gebieden = models.ManyToManyField(
        Gebied,
        blank=True,
        verbose_name="eigen wijken",
        help_text="De wijken waar deze persoon als eerste voor werkt.",
    )
    is_active = models.BooleanField("mag inloggen", default=True)
    meldingen_per_mail = models.CharField(
        "meldingen per mail",
        max_length=10,
        choices=MeldingenPerMail.choices,
        default=MeldingenPerMail.DAGELIJKS,
    )
    laatste_bezoek = models.DateTimeField(null=True, blank=True, editable=False)
    vorig_bezoek = models.DateTimeField(null=True, blank=True, editable=False)
    aangemaakt = models.DateTimeField("aangemaakt", default=timezone.now, editable=False)

    objects = GebruikerManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="gebruiker_email_uniek",
                violation_error_message="Er is al een gebruiker met dit e-mailadres.",
            )
        ]

    def __str__(self):
        return self.naam

    def get_full_name(self):
        return self.naam

    @cached_property
    def rollen(self) -> frozenset[str]:
        """The rollen of this person. Causes a query, unless they came along (with_rollen)."""
        return frozenset(toekenning.rol for toekenning in self.roltoekenningen.all())

    @property
    def rol_namen(self) -> list[str]:
        """The rollen as people call them, in the order of rollen.py."""
        return [rol.label for rol in Rol if rol in self.rollen]

    @cached_property
    def rechten(self) -> frozenset[str]:
        return rechten_of(self.rollen)

    @property
    def zicht(self):
        """The widest level of text this person sees."""
        return zicht_of(self.rollen)

    def mag(self, recht: str) -> bool:
        """Whether this person has this right (a Recht); never for someone who may not log in."""
        return self.is_active and recht in self.rechten


class Roltoekenning(models.Model):
    """That a person has a rol."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="roltoekenningen")
    rol = models.CharField("rol", max_length=20, choices=Rol.choices)

    class Meta:
        verbose_name = "roltoekenning"
        verbose_name_plural = "roltoekenningen"
        constraints = [models.UniqueConstraint(fields=["gebruiker", "rol"], name="roltoekenning_uniek")]

    def __str__(self):
        return self.get_rol_display()
