"""What we take from other gemeenten and give to them, and what came of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel, Organisatie
from brunssum.core.rollen import Rol
from inspanningen.models import Leerpunt, Leeruitwisseling
from inspanningen.services import leeruitwisseling as services
from tests.factories import LeerpuntFactory, LeeruitwisselingFactory, OrganisatieFactory

DAG = date(2026, 3, 2)
GESPREK = {"met_wie": "Wijkcoach", "waarover": "Samen eten"}
NIEUW = {"titel": "Begin met eten", "tekst": "Zij zetten een tafel op straat.", "leercirkel": "casuistiek"}


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


@pytest.fixture
def kerkrade(db):
    return OrganisatieFactory(naam="Gemeente Kerkrade", soort=Organisatie.Soort.REGIO)


def test_take_leerpunt_makes_it_ours_with_that_gemeente_as_herkomst(projectleider, kerkrade):
    made = services.take_leerpunt(actor=projectleider, organisatie=kerkrade, op=DAG, **GESPREK, **NIEUW)
    assert (made.richting, made.staat, made.leerpunt.herkomst) == ("genomen", "open", "Gemeente Kerkrade")
    assert LogRegel.objects.about(made).get().na["waarover"] == "Samen eten"


def test_a_leerpunt_taken_over_is_whole_or_not_there(projectleider, kerkrade):
    with pytest.raises(ValidationError, match="Haal dat eruit"):
        services.take_leerpunt(actor=projectleider, organisatie=kerkrade, op=DAG, met_wie="Bel 06-12345678", waarover="Eten", **NIEUW)  # fmt: skip
    assert not Leerpunt.objects.exists()


def test_finish_says_what_was_done_once(team):
    one = LeeruitwisselingFactory(op=DAG)
    with pytest.raises(ValidationError, match="2-3-2026"):
        services.finish_uitwisseling(one.pk, actor=team, op=date(2026, 3, 1), staat="gedaan", uitkomst="Ja.")
    with pytest.raises(ValidationError, match="wat ermee is gedaan"):
        services.finish_uitwisseling(one.pk, actor=team, op=DAG, staat="gedaan", uitkomst=" ")
    done = services.finish_uitwisseling(
        one.pk, actor=team, op=DAG, staat="niet_bruikbaar", uitkomst="Te duur."
    )
    assert (done.staat, done.uitkomst_op) == ("niet_bruikbaar", DAG)
    with pytest.raises(Tussentijds, match="al afgerond"):
        services.finish_uitwisseling(one.pk, actor=team, op=DAG, staat="gedaan", uitkomst="Toch.")


def test_who_may(team, projectleider, gebruiker_met, kerkrade):
    of_projectleider = LeeruitwisselingFactory(vastgelegd_door=projectleider)
    with pytest.raises(PermissionDenied):
        services.add_uitwisseling(actor=gebruiker_met(Rol.BESTUUR), leerpunt=LeerpuntFactory(), organisatie=kerkrade, richting="gegeven", op=DAG, **GESPREK)  # fmt: skip
    with pytest.raises(PermissionDenied):
        services.finish_uitwisseling(of_projectleider.pk, actor=gebruiker_met(Rol.WIJKMANAGER), op=DAG, staat="gedaan", uitkomst="Ja.")  # fmt: skip
    services.finish_uitwisseling(of_projectleider.pk, actor=projectleider, op=date(2026, 4, 1), staat="gedaan", uitkomst="Ja.")  # fmt: skip
    assert not Leeruitwisseling.objects.visible_to(gebruiker_met(Rol.PARTNER)).exists()


def test_only_another_government_is_learned_with(team):
    with pytest.raises(ValidationError, match="Kies een gemeente"):
        services.add_uitwisseling(actor=team, leerpunt=LeerpuntFactory(), organisatie=OrganisatieFactory(), richting="gegeven", op=DAG, **GESPREK)  # fmt: skip


@pytest.mark.parametrize(
    "velden",
    [
        {"richting": "geruild"},
        {"staat": "gedaan"},
        {"uitkomst": "Ja."},
        {"staat": "gedaan", "uitkomst": "Ja.", "uitkomst_op": date(2020, 1, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(db, velden):
    one = LeeruitwisselingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Leeruitwisseling.objects.filter(pk=one.pk).update(**velden)


# Pages


def test_overview_shows_per_gemeente_what_came_and_went_and_what_waits(client, team, kerkrade):
    LeeruitwisselingFactory(organisatie=kerkrade, waarover="Samen eten")
    LeeruitwisselingFactory(
        organisatie=kerkrade, richting="gegeven", staat="gedaan", uitkomst="Zij doen het ook.", uitkomst_op=date(2026, 4, 1)
    )  # fmt: skip
    client.force_login(team)
    page = client.get(reverse("lerend_netwerk:overzicht"))
    assert [one.waarover for one in page.context["open"]] == ["Samen eten"]
    assert "Gemeente Kerkrade: 1 genomen, 1 gegeven" in page.content.decode()
    assert "Zij doen het ook." in page.content.decode()


def test_overview_without_anything_says_what_to_do(client, team):
    client.force_login(team)
    page = client.get(reverse("lerend_netwerk:overzicht")).content.decode()
    assert "Hoorde u bij een andere gemeente iets" in page


def test_overview_and_leerpunt_cost_the_same_however_many(client, team, django_assert_max_num_queries):
    leerpunt = LeerpuntFactory()
    for _ in range(20):
        LeeruitwisselingFactory(leerpunt=leerpunt)
        LeeruitwisselingFactory()
    client.force_login(team)
    for page in (reverse("lerend_netwerk:overzicht"), reverse("leerpunten:detail", args=[leerpunt.pk])):
        client.get(page)
        with django_assert_max_num_queries(9):
            client.get(page)


def test_the_drawing_counts_what_does_not_fit(client, team, kerkrade):
    LeeruitwisselingFactory.create_batch(10, organisatie=kerkrade)
    client.force_login(team)
    assert "nog 2" in client.get(reverse("lerend_netwerk:overzicht")).content.decode()


def test_take_over_in_one_step(client, team, kerkrade):
    own = OrganisatieFactory(naam="Gemeenteraad", soort=Organisatie.Soort.GEMEENTE, is_stakeholder=True)
    client.force_login(team)
    url = reverse("lerend_netwerk:overnemen")
    assert list(client.get(url).context["form"].fields["organisatie"].queryset) == [kerkrade]
    sent = {"organisatie": kerkrade.pk, "op": "2026-03-02", **GESPREK, **NIEUW}
    for wrong in ({"organisatie": own.pk}, {"op": "2999-01-01"}, {"op": "1-1-9999"}, {"tekst": "x" * 20_000}, {"titel": "a\x00"}, {"met_wie": ""}, {"organisatie": "9" * 30}):  # fmt: skip
        answer = client.post(url, sent | wrong)
        assert answer.status_code == 422, wrong
        assert not Leerpunt.objects.exists()
    answer = client.post(url, sent, follow=True)
    assert "Van hen geleerd" in answer.content.decode()
    assert answer.request["PATH_INFO"] == reverse("leerpunten:detail", args=[Leerpunt.objects.get().pk])


def test_share_a_leerpunt_and_finish_it_from_its_page(client, team, kerkrade):
    leerpunt = LeerpuntFactory()
    client.force_login(team)
    add = reverse("lerend_netwerk:add", args=[leerpunt.pk])
    assert add in client.get(reverse("leerpunten:detail", args=[leerpunt.pk])).content.decode()
    client.post(add, {"organisatie": kerkrade.pk, "richting": "gegeven", "op": "2026-03-02", **GESPREK})
    finish = reverse("lerend_netwerk:finish", args=[Leeruitwisseling.objects.get().pk])
    assert finish in client.get(reverse("leerpunten:detail", args=[leerpunt.pk])).content.decode()
    assert client.post(finish, {"staat": "gedaan", "op": "2026-03-02"}).status_code == 422
    page = client.post(
        finish, {"staat": "gedaan", "op": "2026-03-05", "uitkomst": "Zij beginnen in mei."}, follow=True
    )
    assert "Zij beginnen in mei." in page.content.decode()
    assert finish not in page.content.decode()
    assert "al afgerond" in client.get(finish, follow=True).content.decode()


def test_what_was_written_wrongly_is_corrected_and_no_word_is_lost(client, team, kerkrade):
    one = LeeruitwisselingFactory(organisatie=kerkrade, op=DAG, waarover="Samen etne")
    client.force_login(team)
    edit = reverse("lerend_netwerk:edit", args=[one.pk])
    assert edit in client.get(reverse("leerpunten:detail", args=[one.leerpunt_id])).content.decode()
    assert edit in client.get(reverse("lerend_netwerk:overzicht")).content.decode()
    sent = {"organisatie": kerkrade.pk, "richting": "gegeven", "op": "2026-03-02", **GESPREK}
    assert client.post(edit, sent | {"gelezen": "Samen etne", "op": "9999-01-01"}).status_code == 422
    assert client.post(edit, sent | {"gelezen": "Samen etne"}).status_code == 302
    one.refresh_from_db()
    assert (one.waarover, one.richting) == ("Samen eten", "gegeven")
    late = client.post(edit, sent | {"gelezen": "Samen etne", "waarover": "Een ander woord"})
    assert late.status_code == 422
    assert "veranderd in: ‘Samen eten’" in late.content.decode()
    assert "Een ander woord" in late.content.decode()
    assert LogRegel.objects.about(one).get().actie == "leeruitwisseling.verbeterd"


def test_of_what_is_finished_the_outcome_is_corrected_too(team, kerkrade):
    one = LeeruitwisselingFactory(organisatie=kerkrade, op=DAG)
    services.finish_uitwisseling(one.pk, actor=team, op=DAG, staat="gedaan", uitkomst="Zij beginen.")
    velden = {"organisatie": kerkrade, "richting": "gegeven", **GESPREK}
    done = services.edit_uitwisseling(one.pk, actor=team, op=DAG, uitkomst="Zij beginnen.", **velden)
    assert (done.staat, done.uitkomst) == ("gedaan", "Zij beginnen.")
    with pytest.raises(ValidationError, match="wat ermee is gedaan"):
        services.edit_uitwisseling(one.pk, actor=team, op=DAG, uitkomst=" ", **velden)
    with pytest.raises(ValidationError, match="ligt voor de dag"):
        services.edit_uitwisseling(one.pk, actor=team, op=date(2026, 4, 1), uitkomst="Ja.", **velden)
