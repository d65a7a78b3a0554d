from django.conf import settings
from django.db import models
from django.db.models import F, Q

from brunssum.core.models import Gebied
from monitor.models.indicator import Thema
from monitor.models.uitvraag import Uitvraag
from monitor.namen import korte_gebiedsnaam
from monitor.querysets import VerhaalQuerySet

MAX_VERHAAL = 4000


class Probleemcluster(models.Model):
    """What gets in people's way, as they told it themselves: the programme works on these."""

    nummer = models.PositiveSmallIntegerField("nummer", unique=True)
    naam = models.CharField("naam", max_length=150)
    uitleg = models.TextField("uitleg", blank=True)

    class Meta:
        verbose_name = "probleemcluster"
        verbose_name_plural = "probleemclusters"

    def __str__(self):
        return self.naam


class Kans(models.Model):
    """What is strong in the area, and can be built upon."""

    nummer = models.PositiveSmallIntegerField("nummer", unique=True)
    naam = models.CharField("naam", max_length=150)
    uitleg = models.TextField("uitleg", blank=True)

    class Meta:
        verbose_name = "kans"
        verbose_name_plural = "kansen"

    def __str__(self):
        return self.naam


class Verhaal(models.Model):
    """What someone told, without telling who; with the consent of who told it. Figures never stand without these.

    When the consent is withdrawn, title, text and photo are erased; the row stays to prove that they were.
    """

    class Teller(models.TextChoices):
        INWONER = "inwoner", "Inwoner"
        ERVARINGSDESKUNDIGE = "ervaring", "Ervaringsdeskundige"
        VRIJWILLIGER = "vrijwilliger", "Vrijwilliger"
        PROFESSIONAL = "professional", "Professional"
        ONDERNEMER = "ondernemer", "Ondernemer"
        ANDERS = "anders", "Iemand anders"

    class Toestemming(models.TextChoices):
        MONDELING = "mondeling", "In een gesprek"
        SCHRIFTELIJK = "schriftelijk", "Op papier, met een handtekening"
        BERICHT = "bericht", "In een e-mail of een ander bericht"

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        TER_CONTROLE = "ter_controle", "Ter controle"
        TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
        GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    ALLOWED_STATUS_CHANGES = {
        Status.CONCEPT: {Status.TER_CONTROLE, Status.INGETROKKEN},
        Status.TER_CONTROLE: {Status.GEPUBLICEERD, Status.TERUGGEGEVEN, Status.INGETROKKEN},
        Status.TERUGGEGEVEN: {Status.TER_CONTROLE, Status.INGETROKKEN},
        Status.GEPUBLICEERD: {Status.INGETROKKEN},
        Status.INGETROKKEN: set(),
    }
    TE_BEWERKEN = (Status.CONCEPT, Status.TERUGGEGEVEN)

    titel = models.CharField("titel", max_length=120, blank=True)
    tekst = models.TextField("verhaal", max_length=MAX_VERHAAL, blank=True)
    teller = models.CharField("wie vertelt dit", max_length=14, choices=Teller.choices)
    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, related_name="verhalen", verbose_name="gebied"
    )
    thema = models.ForeignKey(Thema, on_delete=models.PROTECT, related_name="verhalen", verbose_name="thema")
    probleemcluster = models.ForeignKey(
        Probleemcluster, on_delete=models.PROTECT, null=True, blank=True, related_name="verhalen"
    )
    kans = models.ForeignKey(Kans, on_delete=models.PROTECT, null=True, blank=True, related_name="verhalen")
    uitvraag = models.ForeignKey(
        Uitvraag, on_delete=models.PROTECT, null=True, blank=True, related_name="verhalen"
    )
    toestemming_hoe = models.CharField(
        "hoe is toestemming gegeven", max_length=12, choices=Toestemming.choices, blank=True
    )
    toestemming_op = models.DateField("wanneer is toestemming gegeven", null=True, blank=True)
    foto = models.FileField("foto", upload_to="verhalen/", blank=True)
    foto_beschrijving = models.CharField("wat staat er op de foto", max_length=250, blank=True)
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.CONCEPT)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opgeschreven_op = models.DateField("opgeschreven op")
    reden = models.CharField("waarom teruggegeven", max_length=500, blank=True)
    gecontroleerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gepubliceerd_op = models.DateField("gepubliceerd op", null=True, blank=True)
    ingetrokken_op = models.DateField("ingetrokken op", null=True, blank=True)

    objects = VerhaalQuerySet.as_manager()

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        constraints = [
            models.CheckConstraint(
                name="verhaal_cluster_of_kans",
                condition=Q(probleemcluster__isnull=True, kans__isnull=False)
                | Q(probleemcluster__isnull=False, kans__isnull=True),
                violation_error_message="Een verhaal hoort bij één probleemcluster of bij één kans.",
            ),
            models.CheckConstraint(
                name="verhaal_toestemming_heel",
                condition=Q(toestemming_hoe="", toestemming_op__isnull=True)
                | (~Q(toestemming_hoe="") & Q(toestemming_op__isnull=False)),
                violation_error_message="Vul in hoe én wanneer de toestemming is gegeven.",
            ),
            models.CheckConstraint(
                name="verhaal_niet_verder_zonder_toestemming",
                condition=~Q(status__in=["ter_controle", "gepubliceerd"]) | Q(toestemming_op__isnull=False),
                violation_error_message="Zonder toestemming kan een verhaal niet worden gepubliceerd.",
            ),
            models.CheckConstraint(
                name="verhaal_gepubliceerd_door_een_ander",
                condition=~Q(status="gepubliceerd")
                | (
                    Q(gecontroleerd_door__isnull=False, gepubliceerd_op__isnull=False)
                    & ~Q(gecontroleerd_door=F("auteur"))
                ),
                violation_error_message="Iemand anders dan de schrijver controleert het verhaal.",
            ),
            models.CheckConstraint(
                name="verhaal_teruggegeven_met_reden",
                condition=~Q(status="teruggegeven") | ~Q(reden=""),
                violation_error_message="Schrijf waarom u het verhaal teruggeeft.",
            ),
            models.CheckConstraint(
                name="verhaal_ingetrokken_is_leeg",
                condition=Q(status="ingetrokken", titel="", tekst="", foto="", foto_beschrijving="", reden="")
                & Q(ingetrokken_op__isnull=False)
                | (~Q(status="ingetrokken") & ~Q(titel="") & ~Q(tekst="") & Q(ingetrokken_op__isnull=True)),
                violation_error_message="Een verhaal heeft een titel en een tekst, tot het is ingetrokken.",
            ),
            models.CheckConstraint(
                name="verhaal_foto_met_beschrijving",
                condition=Q(foto="", foto_beschrijving="") | (~Q(foto="") & ~Q(foto_beschrijving="")),
                violation_error_message="Beschrijf wat er op de foto staat, voor wie hem niet kan zien.",
            ),
        ]
        indexes = [models.Index(fields=["status", "-gepubliceerd_op"], name="verhaal_nieuwste_eerst")]

    def __str__(self):
        return self.titel or f"Ingetrokken verhaal {self.pk}"

    @property
    def onderwerp(self) -> Probleemcluster | Kans:
        """What it is about: a problem or a chance."""
        return self.probleemcluster or self.kans

    @property
    def plaats(self) -> str:
        return korte_gebiedsnaam(self.gebied.naam)

    @property
    def is_te_bewerken(self) -> bool:
        return self.status in self.TE_BEWERKEN

    @property
    def is_ingetrokken(self) -> bool:
        return self.status == self.Status.INGETROKKEN

    @property
    def has_toestemming(self) -> bool:
        return self.toestemming_op is not None

    def can_become(self, status: str) -> bool:
        return status in self.ALLOWED_STATUS_CHANGES[self.Status(self.status)]
