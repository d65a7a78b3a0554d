from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casuistiek.models.casus import Casus


class Bewaartermijn(models.Model):
    """How long one kind of data is kept, and on which ground. Data, not code: the municipality decides."""

    class Soort(models.TextChoices):
        MET_HULP = "met_hulp", "Casus waarin hulp is toegekend"
        ZONDER_HULP = "zonder_hulp", "Casus met een voorstel, zonder toekenning"
        MELDING = "melding", "Melding zonder voorstel"
        SIGNAAL = "signaal", "Signaal van een partner dat geen casus werd"
        CONCEPT = "concept", "Melding die niet is afgemaakt"
        IMPORT = "import", "Bestand met projectformulieren dat niet is overgenomen"

    CASUSSEN = (Soort.MET_HULP, Soort.ZONDER_HULP, Soort.MELDING)
    """Kinds that two persons agree on before they are erased; with the others nobody ever went on."""

    soort = models.CharField("soort gegeven", max_length=20, choices=Soort.choices, unique=True)
    maanden = models.PositiveSmallIntegerField("aantal maanden")
    grondslag = models.CharField(
        "grondslag", max_length=300, help_text="De regel in de selectielijst, of het besluit."
    )

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            models.CheckConstraint(
                name="bewaartermijn_minstens_een_maand",
                condition=Q(maanden__gte=1),
                violation_error_message="Een termijn is minstens een maand.",
            ),
            models.CheckConstraint(name="bewaartermijn_met_grondslag", condition=~Q(grondslag="")),
        ]

    def __str__(self):
        return self.get_soort_display()


class Vernietigingslijst(models.Model):
    """Casussen whose term is over. Two persons agree; then they are erased."""

    class Status(models.TextChoices):
        OPGESTELD = "opgesteld", "Wacht op akkoord"
        AKKOORD = "akkoord", "Wacht op een tweede akkoord"
        VASTGESTELD = "vastgesteld", "Wordt vernietigd"
        VERNIETIGD = "vernietigd", "Vernietigd"

    TE_BEOORDELEN = (Status.OPGESTELD, Status.AKKOORD)

    opgesteld_op = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPGESTELD)
    eerste_akkoord = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    eerste_akkoord_op = models.DateTimeField(null=True)
    tweede_akkoord = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    tweede_akkoord_op = models.DateTimeField(null=True)
    vernietigd_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "vernietigingslijst"
        verbose_name_plural = "vernietigingslijsten"
        constraints = [
            models.CheckConstraint(
                name="vernietigingslijst_twee_personen",
                condition=Q(status="opgesteld", eerste_akkoord__isnull=True, tweede_akkoord__isnull=True)
                | Q(status="akkoord", eerste_akkoord__isnull=False, tweede_akkoord__isnull=True)
                | Q(status__in=["vastgesteld", "vernietigd"], eerste_akkoord__isnull=False)
                & Q(tweede_akkoord__isnull=False)
                & ~Q(eerste_akkoord=F("tweede_akkoord")),
                violation_error_message="Twee verschillende mensen gaan akkoord.",
            ),
            models.CheckConstraint(
                name="vernietigingslijst_vernietigd_met_tijd",
                condition=Q(status="vernietigd", vernietigd_op__isnull=False)
                | ~Q(status="vernietigd") & Q(vernietigd_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Vernietigingslijst {self.pk}"

    @property
    def is_te_beoordelen(self) -> bool:
        return self.status in self.TE_BEOORDELEN


class Vernietigingsregel(models.Model):
    """One casus on the list. With a reason to keep it, it stays."""

    lijst = models.ForeignKey(Vernietigingslijst, on_delete=models.CASCADE, related_name="regels")
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, related_name="vernietigingsregels")
    soort = models.CharField(max_length=20, choices=Bewaartermijn.Soort.choices)
    verlopen_op = models.DateField()
    bewaren_omdat = models.CharField("waarom langer bewaren", max_length=300, blank=True)
    bewaard_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    vernietigd_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "regel van een vernietigingslijst"
        verbose_name_plural = "regels van een vernietigingslijst"
        constraints = [
            models.UniqueConstraint(fields=["lijst", "casus"], name="vernietigingsregel_een_keer"),
            models.CheckConstraint(
                name="vernietigingsregel_bewaard_of_vernietigd",
                condition=Q(bewaren_omdat="") | Q(vernietigd_op__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Regel {self.pk} van lijst {self.lijst_id}"


class Vernietigingsbewijs(models.Model):
    """That something was erased: what, how much, when, by whom, on which ground. Never changed, names nobody."""

    soort = models.CharField("wat", max_length=20, choices=Bewaartermijn.Soort.choices)
    nummer = models.CharField("casusnummer", max_length=12, blank=True)
    aantallen = models.JSONField("hoeveel")
    grondslag = models.CharField("grondslag", max_length=300)
    maanden = models.PositiveSmallIntegerField("termijn in maanden")
    eerste_akkoord = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    tweede_akkoord = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lijst = models.ForeignKey(
        Vernietigingslijst, on_delete=models.PROTECT, null=True, related_name="bewijzen"
    )
    vernietigd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bewijs van vernietiging"
        verbose_name_plural = "bewijzen van vernietiging"
        indexes = [models.Index(fields=["-vernietigd_op"], name="vernietigingsbewijs_nieuwste")]

    def __str__(self):
        return f"Bewijs {self.pk}"
