from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from brunssum.core.models import Gebied, LogRegel
from brunssum.core.rollen import Rol
from monitor import services
from monitor.indicatorbestand import GeenIndicatorbestand
from monitor.indicatorlijst import LijstOnbruikbaar
from monitor.models import Aanlevering, Bron, Indicator, Thema, Verversing, Waarneming
from monitor.queries import propose
from tests.factories import GebiedFactory, IndicatorFactory
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db

KOP = "indicator;Nederland;Brunssum\n"


def counts(verversing):
    names = ("cellen", "nieuw", "gewijzigd", "ongewijzigd", "geweigerd", "nvt")
    return {name: getattr(verversing, name) for name in names}


def current(code: str, gebied: str = "NL00"):
    row = Waarneming.objects.current().get(indicator__code=code, gebied__code=gebied)
    return row.waarde if row.waarde is not None else row.reden


# loading indicators


def test_load_indicatoren_makes_the_themas_and_their_indicators():
    telling = services.load_indicatoren(actor=None)

    assert telling == {"nieuw": 91, "gewijzigd": 0, "ongewijzigd": 0}
    assert [
        (thema.naam, thema.plek, thema.indicatoren.count()) for thema in Thema.objects.order_by("volgorde")
    ] == [
        ("Bestaanszekerheid", "hoek", 8),
        ("Continuïteit van zorg en ondersteuning", "hoek", 6),
        ("Meedoen", "hoek", 5),
        ("Stress", "midden", 9),
        ("Stapeling van voorzieningen", "geen", 9),
        ("Brede-welvaartranglijst", "geen", 38),
    ]
    assert all(indicator.definitie and indicator.grenzen for indicator in Indicator.objects.all())


def test_load_indicatoren_twice_changes_nothing_and_is_cheap(indicatoren, django_assert_max_num_queries):
    before = LogRegel.objects.count()
    with django_assert_max_num_queries(8):
        telling = services.load_indicatoren(actor=None)
    assert telling == {"nieuw": 0, "gewijzigd": 0, "ongewijzigd": 91}
    assert LogRegel.objects.count() == before


def test_load_indicatoren_restores_the_list_and_records_what_changed(indicatoren):
    Indicator.objects.filter(code="bijstand").update(naam="Bijstand oud")

    telling = services.load_indicatoren(actor=None)

    bijstand = Indicator.objects.get(code="bijstand")
    assert (telling["gewijzigd"], bijstand.naam) == (1, "Bijstand")
    regel = LogRegel.objects.about(bijstand)[0]
    assert (regel.actie, regel.voor, regel.na) == (
        "indicator.gewijzigd",
        {"naam": "Bijstand oud"},
        {"naam": "Bijstand"},
    )


def test_load_indicatoren_leaves_what_is_not_in_the_list(indicatoren):
    own = IndicatorFactory(code="eigen")
    services.load_indicatoren(actor=None)
    assert Indicator.objects.filter(pk=own.pk).exists()


LIJST = """
themas: [{code: meedoen, naam: Meedoen}]
bronnen: [{code: b, naam: B, adapter: bestand}]
indicatoren:
  meedoen:
    - {code: a, naam: A, korte_naam: A, eenheid: "%", gunstig: hoger, bron: b, definitie: D, invloed: sturen}
"""


@pytest.mark.parametrize(
    ("was", "wordt", "zin"),
    [
        ("themas:", "thema:", "moet bestaan uit themas, bronnen en indicatoren"),
        ("gunstig: hoger", "gunstig: links", "Indicator a: .*links"),
        (", invloed: sturen", "", "Indicator a mist: invloed"),
        ("bron: b", "bron: x", "de bron x staat niet bij bronnen"),
        ("  meedoen:", "  samen:", "Het thema samen staat niet bij themas"),
        ("definitie: D", "definitie: D, kleur: geel", "Indicator a heeft iets onbekends: kleur"),
        ("korte_naam: A", "korte_naam: Een veel te lange naam voor een balk", "Indicator a: .*28"),
        ("indicatoren:", "indicatoren: [", "niet als YAML te lezen"),
        ("code: a", "naam2: a", "mist: code"),
    ],
)
def test_load_indicatoren_refuses_a_list_that_does_not_fit(tmp_path, was, wordt, zin):
    path = tmp_path / "lijst.yaml"
    path.write_text(LIJST.replace(was, wordt), encoding="utf-8")
    with pytest.raises(LijstOnbruikbaar, match=zin):
        services.load_indicatoren(path, actor=None)
    assert not Thema.objects.exists()


def test_load_indicatoren_refuses_two_indicators_with_one_name(tmp_path):
    path = tmp_path / "lijst.yaml"
    path.write_text(LIJST + LIJST.strip().splitlines()[-1].replace("code: a", "code: c"), encoding="utf-8")
    with pytest.raises(LijstOnbruikbaar, match="a en c hebben allebei de naam a"):
        services.load_indicatoren(path, actor=None)


def test_load_indicatoren_reads_the_smallest_list(tmp_path):
    path = tmp_path / "lijst.yaml"
    path.write_text(LIJST, encoding="utf-8")
    services.load_indicatoren(path, actor=None)
    indicator = Indicator.objects.get()
    assert (indicator.decimalen, indicator.kleinste_cel, indicator.andere_namen) == (1, None, [])


def test_load_indicatoren_is_for_who_manages_the_monitor(gebruiker_met):
    with pytest.raises(PermissionDenied):
        services.load_indicatoren(actor=gebruiker_met(Rol.WIJKMANAGER))


# importing


def test_import_of_the_real_file_stores_every_cell(cijfers):
    assert counts(cijfers) == {
        "cellen": 140,
        "nieuw": 140,
        "gewijzigd": 0,
        "ongewijzigd": 0,
        "geweigerd": 0,
        "nvt": 4,
    }
    assert (cijfers.indicatoren, cijfers.gebieden, cijfers.redenen) == (28, 5, [])
    rows = Waarneming.objects.current()
    assert rows.filter(waarde__isnull=False).count() == 136
    assert rows.filter(reden="nvt").count() == 4
    assert current("bijstand", "WK089902") == Decimal("6.8")
    assert current("woz-waarde", "GM0899") == 202
    assert current("stress-thuis", "WK089903") == "nvt"
    assert current("overlastmeldingen", "WK089903") == 14


def test_import_twice_changes_nothing(cijfers, importeer, driehoek_csv):
    again = importeer(driehoek_csv, moment=LATER)

    assert counts(again) == {
        "cellen": 140,
        "nieuw": 0,
        "gewijzigd": 0,
        "ongewijzigd": 140,
        "geweigerd": 0,
        "nvt": 4,
    }
    assert Waarneming.objects.count() == 140


def test_import_of_a_change_keeps_the_predecessor(cijfers, importeer, driehoek_csv, gebieden):
    changed = importeer(driehoek_csv.replace(b"3,9;4,2;4,7;6,8;7,0", b"3,9;4,2;4,7;6,9;x"), moment=LATER)

    assert (changed.gewijzigd, changed.ongewijzigd) == (2, 138)
    assert current("bijstand", "WK089902") == Decimal("6.9")
    assert current("bijstand", "WK089903") == "onderdrukt"
    noord = Waarneming.objects.filter(indicator__code="bijstand", gebied=gebieden["WK089902"])
    old = noord.get(vervangen_door=changed)
    assert (old.waarde, old.verversing) == (Decimal("6.8"), cijfers)
    assert noord.as_known_on(LATER - timedelta(days=1)).get() == old
    assert Waarneming.objects.as_known_on(LATER - timedelta(days=1)).count() == 140
    assert Waarneming.objects.count() == 142


def test_import_stores_what_is_right_and_lists_what_is_refused(importeer):
    verversing = importeer((KOP + "Bijstand;3,9;1.005\nGeluk;1;2\n").encode())

    assert counts(verversing) == {
        "cellen": 4,
        "nieuw": 1,
        "gewijzigd": 0,
        "ongewijzigd": 0,
        "geweigerd": 3,
        "nvt": 0,
    }
    assert current("bijstand") == Decimal("3.9")
    assert Waarneming.objects.count() == 1
    assert [
        (reden["rij"], reden["kolom"], reden["gevonden"], reden["cellen"]) for reden in verversing.redenen
    ] == [
        (2, "Brunssum", "1.005", 1),
        (3, "indicator", "Geluk", 2),
    ]


def test_import_does_not_let_an_empty_cell_take_a_figure_away(importeer):
    importeer((KOP + "Bijstand;3,9;4,7\n").encode())

    verversing = importeer(
        (KOP + "Bijstand;;n.v.t.\nWW;;1,7\n").encode().replace(b"WW", b"Volwassenen met WW")
    )

    assert [reden["kolom"] for reden in verversing.redenen] == ["Nederland"]
    assert current("bijstand") == Decimal("3.9")
    assert current("bijstand", "GM0899") == "nvt"
    assert current("ww") == "ontbreekt"


@pytest.mark.parametrize(
    "raw", [b"", b"\x89PNG\x00", b"thema;indicator;positie\nx;y;1", b"indicator;Nederland\nGeluk;1"]
)
def test_import_of_a_wrong_file_stores_nothing_at_all(importeer, raw):
    with pytest.raises(GeenIndicatorbestand):
        importeer(raw)
    assert not Verversing.objects.exists()
    assert not Aanlevering.objects.exists()


@pytest.mark.parametrize("periode", [1989, MOMENT.year + 1])
def test_import_refuses_a_year_that_cannot_be(importeer, driehoek_csv, periode):
    with pytest.raises(services.GeenJaar, match=f"van 1990 tot en met {MOMENT.year}"):
        importeer(driehoek_csv, periode=periode)


def test_import_without_indicators_says_what_to_do(gebieden, driehoek_csv):
    with pytest.raises(services.GeenIndicatoren, match="laad_indicatoren"):
        services.import_indicatorbestand(
            driehoek_csv, actor=None, bestandsnaam="x.csv", periode=2023, moment=MOMENT
        )


def test_import_leaves_another_year_alone(cijfers, importeer, driehoek_csv):
    assert importeer(driehoek_csv, periode=2022).nieuw == 140
    assert Waarneming.objects.current().count() == 280


def test_import_puts_figures_on_the_gebied_that_is_valid_now(importeer, gebieden):
    gebieden["GM0899"].geldig_tot = date(2020, 1, 1)
    gebieden["GM0899"].save()
    present = GebiedFactory(code="GM0899", naam="Gemeente Brunssum", soort=Gebied.Soort.GEMEENTE)

    importeer((KOP + "Bijstand;3,9;4,7\n").encode())

    assert Waarneming.objects.get(waarde=Decimal("4.7")).gebied == present


def test_import_sets_when_figures_are_due_again(importeer):
    importeer((KOP + "Bijstand;3,9;4,7\nOnderwijsachterstand;14,7;17,8\n").encode())

    due = dict(Indicator.objects.values_list("code", "volgende_verversing"))

    assert due["onderwijsachterstand"] == date(2027, 4, 1)  # a year and a month
    assert due["bijstand"] is None  # Kanarie reads it from the source itself: a file says nothing about that
    assert due["ww"] is None


def test_import_costs_a_fixed_number_of_queries(importeer, driehoek_csv, django_assert_max_num_queries):
    with django_assert_max_num_queries(34):
        importeer(driehoek_csv)


def test_import_is_recorded(importeer, programmamanager):
    verversing = importeer((KOP + "Bijstand;3,9;4,7\n").encode(), actor=programmamanager)
    regels = LogRegel.objects.about(verversing)
    assert [(regel.actie, regel.actor) for regel in regels] == [
        ("verversing.verwerkt", programmamanager),
        ("verversing.voorbereid", programmamanager),
    ]
    assert regels[0].detail["nieuw"] == 2


# preview, then accept


@pytest.fixture
def voorbeeld(gebieden, indicatoren, programmamanager, driehoek_csv):
    return services.prepare_verversing(
        driehoek_csv, actor=programmamanager, bestandsnaam="map/cijfers.csv", periode=2023, moment=MOMENT
    )


def test_prepare_stores_the_file_and_no_figure(voorbeeld, driehoek_csv):
    assert voorbeeld.status == "voorbeeld"
    assert voorbeeld.nieuw == 140
    assert (voorbeeld.aanlevering.bestandsnaam, bytes(voorbeeld.aanlevering.inhoud)) == (
        "cijfers.csv",
        driehoek_csv,
    )
    assert not Waarneming.objects.exists()


def test_accept_stores_what_was_shown(voorbeeld, programmamanager):
    gezien = propose(bytes(voorbeeld.aanlevering.inhoud), 2023).vingerafdruk

    done = services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER, gezien=gezien)

    assert (done.status, done.verwerkt_op, done.nieuw) == ("verwerkt", LATER, 140)
    assert done.duur > timedelta(0)
    assert Waarneming.objects.current().count() == 140


def test_accept_refuses_when_figures_changed_since_the_preview(
    voorbeeld, programmamanager, importeer, driehoek_csv
):
    gezien = propose(driehoek_csv, 2023).vingerafdruk
    importeer((KOP + "Bijstand;3,8;4,7\n").encode())

    with pytest.raises(services.IntussenVeranderd):
        services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER, gezien=gezien)

    voorbeeld.refresh_from_db()
    assert voorbeeld.status == "voorbeeld"
    assert current("bijstand") == Decimal("3.8")


def test_accept_twice_is_refused(voorbeeld, programmamanager):
    services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER)
    with pytest.raises(services.AlAfgehandeld, match="al afgehandeld: verwerkt"):
        services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER)
    assert Waarneming.objects.count() == 140


def test_accept_of_a_file_that_no_longer_fits_fails_and_says_so(voorbeeld, programmamanager):
    Indicator.objects.update(deel_van=None)
    Indicator.objects.all().delete()

    failed = services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER)

    assert (failed.status, failed.verwerkt_op) == ("mislukt", None)
    assert "Geen enkele regel" in failed.fout
    assert LogRegel.objects.about(failed)[0].actie == "verversing.mislukt"


def test_withdraw_stores_nothing(voorbeeld, programmamanager):
    withdrawn = services.withdraw_verversing(voorbeeld.pk, actor=programmamanager)

    assert withdrawn.status == "ingetrokken"
    assert not Waarneming.objects.exists()
    with pytest.raises(services.AlAfgehandeld):
        services.accept_verversing(voorbeeld.pk, actor=programmamanager, moment=LATER)


@pytest.mark.parametrize("rol", [Rol.WIJKMANAGER, Rol.PROJECTLEIDER, Rol.PARTNER, Rol.BEHEERDER])
def test_importing_is_for_who_manages_the_monitor(voorbeeld, gebruiker_met, driehoek_csv, rol):
    actor = gebruiker_met(rol)
    with pytest.raises(PermissionDenied):
        services.prepare_verversing(
            driehoek_csv, actor=actor, bestandsnaam="x.csv", periode=2023, moment=MOMENT
        )
    with pytest.raises(PermissionDenied):
        services.accept_verversing(voorbeeld.pk, actor=actor, moment=LATER)
    with pytest.raises(PermissionDenied):
        services.withdraw_verversing(voorbeeld.pk, actor=actor)
    with pytest.raises(PermissionDenied):
        services.import_indicatorbestand(
            driehoek_csv, actor=actor, bestandsnaam="x.csv", periode=2023, moment=MOMENT
        )
    assert not Waarneming.objects.exists()


def test_the_bron_of_files_is_there_after_loading(indicatoren):
    assert Bron.objects.get(code=services.BESTAND).adapter == "bestand"
