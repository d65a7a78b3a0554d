"""Raadsstukken: their steps, their actiepunt, who may, and what is told at night."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Actiepunt, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from reisverslag.models import Raadsstuk, Reactietermijn
from reisverslag.querysets.raadsstuk import BIJNA
from reisverslag.services import raadsstukken as services
from tests.factories import InspanningFactory, LeerpuntFactory, RaadsstukFactory

ONTVANGEN = date(2026, 3, 2)
VANDAAG = date(2026, 3, 20)
Soort, Status = Raadsstuk.Soort, Raadsstuk.Status


@pytest.fixture
def stuk(programmamanager, projectleider):
    """Make a raadsstuk of this soort, through the service."""

    def make(soort=Soort.RAADSVRAAG, **velden):
        words = {
            "fractie": "Fractie A",
            "onderwerp": "Wat levert het op",
            "tekst": "Wat leveren de inspanningen op?",
            "ontvangen_op": ONTVANGEN,
            "behandelaar": projectleider,
        }
        return services.add_raadsstuk(actor=programmamanager, soort=soort, **words | velden)

    return make


def actiepunt_of(stuk):
    return Actiepunt.objects.about(stuk).get()


@pytest.mark.parametrize(
    ("soort", "dagen"), [("raadsvraag", 30), ("motie", 90), ("toezegging", 90), ("aanbeveling", 180)]
)
def test_add_raadsstuk_counts_the_term_of_its_soort(stuk, soort, dagen):
    assert stuk(soort).uiterlijk == ONTVANGEN + timedelta(days=dagen)


def test_add_raadsstuk_counts_the_term_that_this_municipality_set(stuk, programmamanager):
    services.set_reactietermijn(actor=programmamanager, soort="raadsvraag", dagen=42, grond="Artikel 39")
    services.set_reactietermijn(actor=programmamanager, soort="raadsvraag", dagen=21, grond="Artikel 39")
    assert stuk().uiterlijk == ONTVANGEN + timedelta(days=21)
    assert LogRegel.objects.filter(actie="reactietermijn.gewijzigd").count() == 2


def test_add_raadsstuk_keeps_the_day_that_was_given(stuk):
    assert stuk(uiterlijk=date(2026, 3, 9)).uiterlijk == date(2026, 3, 9)


def test_add_raadsstuk_gives_its_behandelaar_an_actiepunt(stuk, projectleider):
    made = stuk(kenmerk="RV-1")
    punt = actiepunt_of(made)
    assert (punt.eigenaar, punt.vervalt_op, punt.soort) == (
        projectleider,
        made.uiterlijk,
        "raadsstuk.afhandelen",
    )
    assert punt.titel == "Beantwoord: Raadsvraag RV-1: Wat levert het op"
    assert Melding.objects.get().ontvanger == projectleider
    with pytest.raises(ValidationError, match="op de pagina van het onderwerp"):
        actiepunten.finish(punt.pk, actor=projectleider, uitkomst="Gedaan.")


def test_a_behandelaar_can_see_raadsstukken(stuk, gebruiker_met):
    with pytest.raises(ValidationError, match="kan raadsstukken niet zien"):
        stuk(behandelaar=gebruiker_met(Rol.AMBASSADEUR))


def test_an_answer_ends_a_raadsvraag(stuk, projectleider):
    made = services.answer_raadsstuk(
        stuk().pk, actor=projectleider, op=VANDAAG, antwoord="Dit levert het op.\r\n"
    )
    assert (made.status, made.antwoord, made.klaar_op) == (Status.BEANTWOORD, "Dit levert het op.", VANDAAG)
    assert actiepunt_of(made).status == Actiepunt.Status.AFGEROND
    with pytest.raises(ValidationError, match="Dit kan nu niet: afgedaan"):
        services.settle_raadsstuk(made.pk, actor=projectleider, op=VANDAAG, hoe="Klaar.")


@pytest.mark.parametrize("soort", ["motie", "toezegging", "aanbeveling"])
def test_the_others_are_done_when_they_are_settled(stuk, projectleider, soort):
    made = stuk(soort)
    services.answer_raadsstuk(made.pk, actor=projectleider, op=VANDAAG, antwoord="Wij doen het.")
    assert actiepunt_of(made).status == Actiepunt.Status.OPEN
    done = services.settle_raadsstuk(
        made.pk, actor=projectleider, op=VANDAAG + timedelta(days=3), hoe="Het is gedaan."
    )
    assert (done.status, done.loopt, done.klaar_op) == (Status.AFGEDAAN, False, VANDAAG + timedelta(days=3))
    assert actiepunt_of(made).status == Actiepunt.Status.AFGEROND


def test_a_toezegging_may_be_settled_without_an_answer(stuk, projectleider):
    done = services.settle_raadsstuk(
        stuk("toezegging").pk, actor=projectleider, op=VANDAAG, hoe="De raad liep mee."
    )
    assert (done.status, done.beantwoord_op) == (Status.AFGEDAAN, None)


def test_a_draft_does_not_disappear_when_it_is_settled(stuk, projectleider):
    made = stuk("motie")
    services.write_antwoord(made.pk, actor=projectleider, antwoord="Een half antwoord")
    with pytest.raises(ValidationError, match="Er staat nog een antwoord in concept"):
        services.settle_raadsstuk(made.pk, actor=projectleider, op=VANDAAG, hoe="Klaar.")


def test_withdrawn_it_stays_and_nobody_has_to_do_anything(stuk, programmamanager, projectleider):
    made = stuk()
    gone = services.withdraw_raadsstuk(
        made.pk, actor=programmamanager, op=VANDAAG, reden="De fractie trok de vraag in."
    )
    assert gone.status == Status.INGETROKKEN
    assert actiepunt_of(made).status == Actiepunt.Status.INGETROKKEN
    with pytest.raises(ValidationError, match="is ingetrokken"):
        services.answer_raadsstuk(made.pk, actor=projectleider, op=VANDAAG, antwoord="Toch een antwoord.")
    with pytest.raises(ValidationError, match="Er verandert niets meer aan"):
        services.edit_raadsstuk(
            made.pk, actor=programmamanager, **{naam: getattr(gone, naam) for naam in services.KOP}
        )


@pytest.mark.parametrize("soort", Soort.values)
@pytest.mark.parametrize("status", Status.values)
def test_what_runs_is_the_same_in_python_and_in_the_database(soort, status):
    row = Raadsstuk(soort=soort, status=status)
    running = str(Raadsstuk.objects.running().query)
    in_query = any(soort in part and status in part for part in running.split("WHERE", 1)[1].split(" OR "))
    assert row.loopt == in_query


def test_no_answer_before_it_came_in(stuk, projectleider):
    with pytest.raises(ValidationError) as refused:
        services.answer_raadsstuk(
            stuk().pk, actor=projectleider, op=ONTVANGEN - timedelta(days=1), antwoord="Al gezegd."
        )
    assert refused.value.message_dict == {"op": ["Deze dag ligt voor 2-3-2026, toen het is ontvangen."]}


def test_an_answer_has_words(stuk, projectleider):
    with pytest.raises(ValidationError, match="Schrijf het antwoord op"):
        services.answer_raadsstuk(stuk().pk, actor=projectleider, op=VANDAAG, antwoord=" \n ")


def test_two_who_write_one_answer_lose_no_word(stuk, projectleider, programmamanager):
    made = stuk()
    services.write_antwoord(made.pk, actor=programmamanager, antwoord="Van de manager.", gelezen=made.versie)
    for write in (
        lambda: services.write_antwoord(
            made.pk, actor=projectleider, antwoord="Van mij.", gelezen=made.versie
        ),
        lambda: services.answer_raadsstuk(
            made.pk, actor=projectleider, op=VANDAAG, antwoord="Van mij.", gelezen=made.versie
        ),
    ):
        with pytest.raises(Tussentijds):
            write()
    made.refresh_from_db()
    assert (made.antwoord, made.status) == ("Van de manager.", Status.OPEN)


def test_the_words_of_an_answer_before_it_was_put_right_stay_in_the_history(
    stuk, projectleider, programmamanager
):
    made = services.answer_raadsstuk(
        stuk().pk, actor=projectleider, op=VANDAAG, antwoord="Acht inspanningen."
    )
    with pytest.raises(PermissionDenied):
        services.write_antwoord(made.pk, actor=projectleider, antwoord="Negen inspanningen.")
    services.write_antwoord(made.pk, actor=programmamanager, antwoord="Negen inspanningen.")
    regel = LogRegel.objects.about(made).get(actie="raadsstuk.antwoord_geschreven")
    assert (regel.voor["antwoord"], regel.na["antwoord"]) == ("Acht inspanningen.", "Negen inspanningen.")
    with pytest.raises(ValidationError, match="Schrijf het antwoord op"):
        services.write_antwoord(made.pk, actor=programmamanager, antwoord="")


def test_edit_raadsstuk_takes_the_actiepunt_along(stuk, programmamanager, wijkmanager):
    made = stuk()
    velden = {naam: getattr(made, naam) for naam in services.KOP}
    velden |= {"behandelaar": wijkmanager, "uiterlijk": date(2026, 5, 1)}
    services.edit_raadsstuk(made.pk, actor=programmamanager, gelezen=made.versie, **velden)
    punt = actiepunt_of(made)
    assert (punt.eigenaar, punt.vervalt_op) == (wijkmanager, date(2026, 5, 1))
    with pytest.raises(Tussentijds):
        services.edit_raadsstuk(made.pk, actor=programmamanager, gelezen=made.versie, **velden)


def test_edit_raadsstuk_keeps_the_soort_of_what_was_answered(stuk, programmamanager, projectleider):
    made = services.answer_raadsstuk(stuk().pk, actor=projectleider, op=VANDAAG, antwoord="Zo.")
    velden = {naam: getattr(made, naam) for naam in services.KOP} | {"soort": "motie"}
    with pytest.raises(ValidationError, match="De soort verandert niet meer"):
        services.edit_raadsstuk(made.pk, actor=programmamanager, **velden)


def test_link_raadsstuk_keeps_what_was_not_named(stuk, programmamanager):
    made, inspanning, leerpunt = stuk(), InspanningFactory(), LeerpuntFactory()
    services.link_raadsstuk(made.pk, actor=programmamanager, inspanningen=[inspanning], leerpunten=[leerpunt])
    services.link_raadsstuk(made.pk, actor=programmamanager, leerpunten=[])
    assert (list(made.inspanningen.all()), list(made.leerpunten.all())) == ([inspanning], [])
    with pytest.raises(Tussentijds):
        services.link_raadsstuk(made.pk, actor=programmamanager, gelezen=1, inspanningen=[])


@pytest.mark.parametrize(
    "write",
    [
        lambda pk, actor: services.withdraw_raadsstuk(pk, actor=actor, op=VANDAAG, reden="Zomaar."),
        lambda pk, actor: services.link_raadsstuk(pk, actor=actor, inspanningen=[]),
        lambda pk, actor: services.answer_raadsstuk(pk, actor=actor, op=VANDAAG, antwoord="Zomaar."),
        lambda pk, actor: services.write_antwoord(pk, actor=actor, antwoord="Zomaar."),
        lambda pk, actor: services.settle_raadsstuk(pk, actor=actor, op=VANDAAG, hoe="Zomaar."),
        lambda pk, actor: services.set_reactietermijn(actor=actor, soort="motie", dagen=1, grond=""),
    ],
)
def test_who_only_follows_writes_nothing(stuk, wijkmanager, write):
    with pytest.raises(PermissionDenied):
        write(stuk("motie").pk, wijkmanager)


# What must always be true


@pytest.mark.parametrize(
    "wrong",
    [
        {"onderwerp": ""},
        {"fractie": ""},
        {"tekst": ""},
        {"soort": "brief"},
        {"uiterlijk": date(2026, 3, 1)},
        {"status": "beantwoord"},
        {"status": "beantwoord", "beantwoord_op": VANDAAG},
        {"status": "beantwoord", "beantwoord_op": date(2026, 3, 1), "antwoord": "Ja."},
        {"status": "afgedaan", "afgedaan_op": VANDAAG, "afgedaan_hoe": "Klaar."},
        {"soort": "motie", "status": "afgedaan", "afgedaan_op": VANDAAG},
        {"soort": "motie", "status": "afgedaan", "afgedaan_hoe": "Klaar."},
        {"soort": "motie", "status": "afgedaan", "afgedaan_op": date(2026, 3, 1), "afgedaan_hoe": "Klaar."},
        {"soort": "motie", "status": "afgedaan", "afgedaan_op": VANDAAG, "afgedaan_hoe": "Ja.", "antwoord": "?"},
        {
            "soort": "motie",
            "status": "afgedaan",
            "beantwoord_op": VANDAAG,
            "antwoord": "Ja.",
            "afgedaan_op": date(2026, 3, 19),
            "afgedaan_hoe": "Klaar.",
        },
        {"status": "ingetrokken", "ingetrokken_op": VANDAAG},
        {"status": "ingetrokken", "ingetrokken_reden": "Zomaar."},
        {"status": "ingetrokken", "ingetrokken_op": date(2026, 3, 1), "ingetrokken_reden": "Zomaar."},
        {"beantwoord_op": VANDAAG, "antwoord": "Ja."},
    ],
)  # fmt: skip
def test_a_raadsstuk_that_cannot_be_is_refused_by_the_database(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RaadsstukFactory(**wrong)


def test_a_kenmerk_is_used_once_per_soort(stuk):
    stuk(kenmerk="RV-1")
    stuk("motie", kenmerk="rv-1")
    with pytest.raises(ValidationError, match="al een stuk van deze soort met dit kenmerk"):
        stuk(kenmerk="rv-1")
    stuk()
    stuk()  # without one


def test_a_term_has_days(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reactietermijn.objects.create(soort="motie", dagen=0)


# At night


def told(soort):
    return {(one.ontvanger_id, one.soort) for one in Melding.objects.filter(soort=soort)}


def test_watch_raadsstukken_tells_once_of_what_is_near_and_of_what_is_late(
    stuk, projectleider, programmamanager
):
    made = stuk()
    for days, near, late in ((8, 0, 0), (7, 1, 0), (7, 1, 0), (0, 1, 0), (-1, 1, 2), (-5, 1, 2)):
        services.watch_raadsstukken(actor=None, vandaag=made.uiterlijk - timedelta(days=days))
        assert len(told("raadsstuk.bijna")) == near
        assert len(told("raadsstuk.te_laat")) == late
    assert timedelta(days=7) == BIJNA
    assert {pk for pk, _ in told("raadsstuk.te_laat")} == {projectleider.pk, programmamanager.pk}
    assert sum(Melding.objects.filter(soort="raadsstuk.te_laat").values_list("aantal", flat=True)) == 2


def test_once_answered_nobody_needs_to_read_that_it_was_late(stuk, projectleider):
    made = stuk()
    services.watch_raadsstukken(actor=None, vandaag=made.uiterlijk + timedelta(days=1))
    services.answer_raadsstuk(made.pk, actor=projectleider, op=VANDAAG, antwoord="Alsnog.")
    assert not Melding.objects.unread().filter(soort="raadsstuk.te_laat").exists()
    services.watch_raadsstukken(actor=None, vandaag=made.uiterlijk + timedelta(days=2))
    assert not Melding.objects.unread().filter(soort="raadsstuk.te_laat").exists()


def test_whoever_got_the_actiepunt_of_someone_who_left_deals_with_it(
    stuk, projectleider, programmamanager, wijkmanager, gebruiker_met
):
    made, other = stuk(), stuk()
    actiepunten.hand_over(actiepunt_of(made).pk, actor=programmamanager, naar=wijkmanager)
    actiepunten.hand_over(actiepunt_of(other).pk, actor=programmamanager, naar=gebruiker_met(Rol.AMBASSADEUR))
    services.watch_raadsstukken(actor=None, vandaag=VANDAAG)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.behandelaar, other.behandelaar) == (wijkmanager, projectleider)


def test_the_command_does_what_the_night_does(stuk):
    stuk(ontvangen_op=timezone.localdate(), uiterlijk=timezone.localdate() + timedelta(days=2))
    call_command("volg_raadsstukken")
    call_command("volg_raadsstukken")
    assert Melding.objects.filter(soort="raadsstuk.bijna").count() == 1
