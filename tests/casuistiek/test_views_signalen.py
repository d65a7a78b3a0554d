"""The pages of a signaal: the partner's, and those of who handles it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Melding
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Betrokkene, Casus, Inzage, Signaal
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap
from tests.factories import GebiedFactory, OrganisatieFactory, SignaalFactory

from .conftest import MELDING
from .kanarie import NAME

LIST = "/casussen/signalen/"


@pytest.fixture
def velden(buurt):
    """What a partner fills in."""
    return {
        "gebied": buurt.pk,
        "wat_gaat_mis": "De post blijft liggen.",
        "leefgebieden": ["geld"],
        "al_geprobeerd": "Wij belden aan.",
        "urgentie": "1",
        "bewoner_akkoord": "nee",
        "kenmerk": "W-14",
    }


def page(client, name, signaal):
    return client.get(reverse(f"casuistiek:{name}", args=[signaal.uuid]))


def send(client, name, signaal, **velden):
    return client.post(reverse(f"casuistiek:{name}", args=[signaal.uuid]), velden)


# A partner


def test_a_partner_gives_a_signaal_and_reads_where_it_stands(client, partner, velden):
    client.force_login(partner)
    address = client.get(reverse("casuistiek:signaal_add"))["Location"]
    answer = client.post(address, velden | {"bewoner_akkoord": "ja", "naam": NAME}, follow=True)
    signaal = Signaal.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("casuistiek:signaal", args=[signaal.uuid])
    text = answer.content.decode()
    assert "Het signaal is binnen." in text
    assert "De gemeente heeft het signaal en beslist wat zij ermee doet." in text
    assert "De post blijft liggen." in text
    assert NAME not in text
    assert signaal.betrokkenen.get().naam == NAME
    assert client.post(address, velden).status_code == 302, "sent twice"
    assert Signaal.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"wat_gaat_mis": ""}, "Vul dit in."),
        ({"leefgebieden": []}, "Kies minstens één leefgebied."),
        ({"bewoner_akkoord": ""}, "Kies ja of nee."),
        ({"naam": NAME}, "mogen alleen mee als de bewoner het weet en goed vindt"),
        ({"kenmerk": "Jansen"}, "Gebruik een nummer of code"),
        ({"gebied": "0"}, "Selecteer"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(client, partner, velden, wrong, zin):
    client.force_login(partner)
    answer = client.post(reverse("casuistiek:signaal_new", args=[uuid4()]), velden | wrong)
    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert "Wij belden aan." in answer.content.decode()
    assert not Signaal.objects.exists()


def test_the_form_warns_once_of_a_name_or_an_address(client, partner, velden):
    client.force_login(partner)
    address = reverse("casuistiek:signaal_new", args=[uuid4()])
    typed = velden | {"wat_gaat_mis": f"{NAME} doet niet open.", "bewoner_akkoord": "ja", "naam": NAME}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "een naam van de betrokkene" in answer.content.decode()
    again = typed | {"gezien": answer.context["form"].data["gezien"]}
    assert client.post(address, again).status_code == 302


def test_when_the_day_is_full_the_form_says_so_and_keeps_what_was_typed(
    client, partner, velden, settings, geef_signaal
):
    settings.SIGNALEN_PER_DAG = 1
    geef_signaal(op=timezone.localdate())
    client.force_login(partner)
    answer = client.post(reverse("casuistiek:signaal_new", args=[uuid4()]), velden)
    assert answer.status_code == 422
    assert "het hoogste aantal signalen gegeven (1)" in answer.content.decode()
    assert "Wij belden aan." in answer.content.decode()


def test_a_partner_answers_a_question(client, geef_signaal, partner, in_eigen_wijk):
    signaal = geef_signaal()
    services.write_to_partner(
        signaal.pk, actor=in_eigen_wijk, op=MELDING, tekst="Is er haast?", is_vraag=True
    )
    client.force_login(partner)
    start = client.get(reverse("start")).content.decode()
    assert "1 vraag van de gemeente over een signaal van u" in start
    text = page(client, "signaal", signaal).content.decode()
    assert "Is er haast?" in text
    assert in_eigen_wijk.naam not in text
    assert send(client, "signaal_aanvulling", signaal, tekst="").status_code == 422
    assert send(client, "signaal_aanvulling", signaal, tekst="Ja, heel erg.").status_code == 302
    assert "Ja, heel erg." in page(client, "signaal", signaal).content.decode()


def test_a_partner_withdraws_and_after_that_cannot(client, geef_signaal, partner):
    signaal = geef_signaal()
    client.force_login(partner)
    assert "Intrekken" in page(client, "signaal_withdraw", signaal).content.decode()
    assert send(client, "signaal_withdraw", signaal).status_code == 302
    again = send(client, "signaal_withdraw", signaal)
    assert again.status_code == 422
    assert "Dit kan niet meer" in again.content.decode()
    assert "Er komt niets meer bij." in page(client, "signaal", signaal).content.decode()


def test_a_partner_reads_nothing_of_the_casus(client, geef_signaal, casus_op, in_eigen_wijk, partner):
    casus, signaal = casus_op(Stap.GESIGNALEERD), geef_signaal()
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=MELDING, casus_id=casus.pk)
    services.go_to(casus.pk, actor=in_eigen_wijk, op=MELDING, toelichting="Gezien: een leeg huis.")
    client.force_login(partner)
    pages = [client.get(LIST), page(client, "signaal", signaal)]
    for text in (one.content.decode() for one in pages):
        assert "Bekeken" in text
        for hidden in (casus.nummer, str(casus.kenmerk), casus.wat_gaat_mis, "leeg huis", in_eigen_wijk.naam):
            assert hidden not in text
    assert client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "signaal",
        "signaal_withdraw",
        "signaal_aanvulling",
        "signaal_take_up",
        "signaal_join",
        "signaal_refuse",
        "signaal_bericht",
        "signaal_bewoner",
        "signaal_new",
    ],
)
def test_another_partner_finds_nothing_there(client, geef_signaal, gebruiker_met, name, velden):
    signaal = geef_signaal()
    client.force_login(gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory()))
    answers = {page(client, name, signaal).status_code, send(client, name, signaal, **velden).status_code}
    assert answers <= {404, 405}
    assert 404 in answers
    assert "Signaal van" not in client.get(LIST).content.decode()


def test_a_partner_without_organisation_reads_why_there_is_nothing(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PARTNER))
    assert "hoort nog niet bij een organisatie" in client.get(LIST).content.decode()
    assert client.get(reverse("casuistiek:signaal_add")).status_code == 403


# Who handles it


def test_the_start_page_and_the_list_say_what_waits(client, in_eigen_wijk, wijk, partner):
    vandaag = timezone.localdate()
    SignaalFactory(gebied=wijk, urgentie=3)
    late = SignaalFactory(gebied=wijk, urgentie=1, ontvangen_op=vandaag - timedelta(days=2))
    SignaalFactory()  # elsewhere
    client.force_login(in_eigen_wijk)
    start = client.get(reverse("start")).content.decode()
    assert "2 signalen van partners wachten op een antwoord" in start
    assert "1 te lang" in start
    rijen = client.get(LIST).context["rijen"]
    assert [(rij[0].urgentie, rij[1], rij[2]) for rij in rijen] == [(1, 2, True), (3, 0, False)]
    assert rijen[0][0] == late
    assert "Signalen (2)" in client.get(reverse("casuistiek:list")).content.decode()


def test_a_signaal_is_found_by_its_kenmerk_wherever_it_stands(client, geef_signaal, in_eigen_wijk, partner):
    signaal, _other = geef_signaal(kenmerk="W-4471"), geef_signaal(kenmerk="W-1")
    services.withdraw_signaal(signaal.pk, actor=partner, op=MELDING)
    SignaalFactory(kenmerk="W-4471")  # of another, elsewhere
    for person in (in_eigen_wijk, partner):
        client.force_login(person)
        found = client.get(LIST, {"kenmerk": "w-4471"})
        assert [rij[0] for rij in found.context["rijen"]] == [signaal]
        assert "Er is geen signaal met dit kenmerk" in client.get(LIST, {"kenmerk": "X"}).content.decode()
        assert client.get(LIST, {"kenmerk": "\0"}).status_code == 200


def test_a_melding_leads_to_the_signaal(client, geef_signaal, in_eigen_wijk):
    signaal = geef_signaal()
    client.force_login(in_eigen_wijk)
    answer = client.post(reverse("core:melding_open", args=[Melding.objects.get().pk]))
    assert answer["Location"] == reverse("casuistiek:signaal", args=[signaal.uuid])


def test_take_up_shows_what_the_partner_wrote_and_makes_the_casus(client, geef_signaal, in_eigen_wijk, buurt):
    signaal = geef_signaal(al_geprobeerd="Wij belden aan.", urgentie=1)
    client.force_login(in_eigen_wijk)
    form = page(client, "signaal_take_up", signaal).context["form"]
    assert form["wat_gaat_mis"].value() == (
        "De huur is drie maanden niet betaald en de post blijft liggen.\n\nWat al is geprobeerd: Wij belden aan."
    )
    velden = {name: form[name].value() for name in form.fields if form[name].value()}
    assert velden["betrokken_partijen"] == "Weller"
    answer = send(client, "signaal_take_up", signaal, **velden | {"bericht": "Wij bellen."})
    casus = Casus.objects.get()
    assert answer["Location"] == reverse("casuistiek:detail", args=[casus.kenmerk])
    assert (casus.gebied, casus.urgentie, casus.leefgebied_labels) == (buurt, 1, ["Geld", "Wonen"])
    assert send(client, "signaal_take_up", signaal, **velden)["Location"] == answer["Location"], (
        "pressed twice"
    )
    both_ways = client.get(answer["Location"]).content.decode()
    assert reverse("casuistiek:signaal", args=[signaal.uuid]) in both_ways
    assert answer["Location"] in page(client, "signaal", signaal).content.decode()


def test_who_is_second_reads_who_was_first_and_keeps_what_was_typed(
    client, geef_signaal, in_eigen_wijk, programmamanager, buurt
):
    signaal = geef_signaal()
    services.refuse_signaal(signaal.pk, actor=programmamanager, op=MELDING, reden="Bel de schuldhulp.")
    client.force_login(in_eigen_wijk)
    velden = {
        "gebied": buurt.pk,
        "wat_gaat_mis": "Wat ik typte.",
        "leefgebieden": ["geld"],
        "urgentie": "2",
    }
    answer = send(client, "signaal_take_up", signaal, **velden)
    assert answer.status_code == 422
    assert "Dat deed Programmamanager." in answer.content.decode()
    assert "Wat ik typte." in answer.content.decode()
    assert page(client, "signaal_take_up", signaal).status_code == 302


def test_join_offers_the_casussen_one_handles_those_nearby_first(
    client, geef_signaal, casus_op, in_eigen_wijk, wijk
):
    far, near = casus_op(Stap.TER_PLEKKE, gebied=SignaalFactory().gebied), casus_op(Stap.GESIGNALEERD)
    casus_op(Stap.DOORGELEID)
    signaal = geef_signaal()
    client.force_login(in_eigen_wijk)
    form = page(client, "signaal_join", signaal).context["form"]
    assert list(form.fields["casus"].queryset) == [near, far]
    assert send(client, "signaal_join", signaal, casus="").status_code == 422
    assert send(client, "signaal_join", signaal, casus=far.pk).status_code == 302
    signaal.refresh_from_db()
    assert (signaal.casus, signaal.stand) == (far, Stand.OPGEPAKT)


def test_refuse_and_write_say_in_words_what_may_not_be_sent(client, geef_signaal, in_eigen_wijk):
    signaal = geef_signaal()
    client.force_login(in_eigen_wijk)
    for name, veld in (("signaal_refuse", "reden"), ("signaal_bericht", "tekst")):
        answer = send(client, name, signaal, **{veld: "Bel 045-5278555."})
        assert answer.status_code == 422
        assert "Haal eruit: een telefoonnummer." in answer.content.decode()
        assert "Bel 045-5278555." in answer.content.decode()
    assert send(client, "signaal_bericht", signaal, tekst="Is er haast?", is_vraag="on").status_code == 302
    assert send(client, "signaal_refuse", signaal, reden="Dit kan de huisarts.").status_code == 302
    assert "Dit kan de huisarts." in page(client, "signaal", signaal).content.decode()


def test_who_it_is_shows_only_after_a_press_that_is_written_down(client, geef_signaal, in_eigen_wijk):
    signaal = geef_signaal(naam=NAME, contact="bij de buurvrouw", bewoner_akkoord=True)
    client.force_login(in_eigen_wijk)
    for name in ("signaal", "signaal_bewoner", "signaal_take_up", "signaal_join"):
        assert NAME not in page(client, name, signaal).content.decode()
    assert not Inzage.objects.exists()
    text = send(client, "signaal_bewoner", signaal).content.decode()
    assert NAME in text
    assert "bij de buurvrouw" in text
    assert Inzage.objects.get().grond == "signaal"


def test_a_name_that_no_key_reads_says_so(client, geef_signaal, in_eigen_wijk, settings):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    settings.BETROKKENE_KEYS = ["een-heel-andere-sleutel-van-ons"]
    client.force_login(in_eigen_wijk)
    assert "met een andere sleutel" in send(client, "signaal_bewoner", signaal).content.decode()
    assert Betrokkene.objects.count() == 1


@pytest.mark.parametrize("toon", ["wacht", "loopt", "afgerond", "zomaar"])
def test_the_lists_take_as_many_queries_for_many_rows(
    client, in_eigen_wijk, partner, casus_op, wijk, toon, django_assert_max_num_queries
):
    casus = casus_op(Stap.TER_PLEKKE)

    def more():
        velden = {"gebied": wijk, "organisatie": partner.organisatie, "ingediend_door": partner}
        SignaalFactory(**velden)
        SignaalFactory(**velden, casus=casus, stand=Stand.BEKEKEN)
        SignaalFactory(**velden, stand=Stand.INGETROKKEN, afgesloten_op=timezone.localdate())

    for person in (in_eigen_wijk, partner):
        client.force_login(person)
        more()
        with django_assert_max_num_queries(30) as few:
            client.get(LIST, {"toon": toon})
        for _ in range(4):
            more()
        with django_assert_max_num_queries(len(few)):
            assert client.get(LIST, {"toon": toon}).status_code == 200


def test_the_page_takes_as_many_queries_for_a_long_conversation(
    client, geef_signaal, in_eigen_wijk, partner, django_assert_max_num_queries
):
    signaal = geef_signaal()
    for person in (in_eigen_wijk, partner):
        client.force_login(person)
        with django_assert_max_num_queries(30) as few:
            page(client, "signaal", signaal)
        for _ in range(3):
            services.add_aanvulling(signaal.pk, actor=partner, op=MELDING, tekst="Nog iets.")
            services.write_to_partner(signaal.pk, actor=in_eigen_wijk, op=MELDING, tekst="Dank.")
        with django_assert_max_num_queries(len(few)):
            page(client, "signaal", signaal)


def test_what_a_signaal_became_is_a_link_for_who_may_see_it_and_no_number_for_others(
    client, geef_signaal, in_eigen_wijk, gebruiker_met, casus_op, programmamanager
):
    """A colleague took it up in a casus elsewhere: who works here reads that, and not in which."""
    elders = GebiedFactory()
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(elders)
    casus = casus_op(Stap.TER_PLEKKE, door=collega, gebied=elders)
    signaal = geef_signaal()
    Signaal.objects.filter(pk=signaal.pk).update(casus=casus, stand=Stand.OPGEPAKT)
    link = reverse("casuistiek:detail", args=[casus.kenmerk])
    strook = reverse("draad:strook", args=["casus", casus.kenmerk])
    for person, sees in ((in_eigen_wijk, False), (programmamanager, True)):
        client.force_login(person)
        for text in (
            client.get(LIST, {"toon": "loopt"}).content.decode(),
            page(client, "signaal", signaal).content.decode(),
        ):
            assert (link in text) == sees
            assert (casus.nummer in text) == sees
        assert (strook in text) == sees
        assert ("in een casus die u niet ziet" in text) != sees


# Two presses, and two people


def test_the_same_words_twice_are_one_message(client, geef_signaal, partner, in_eigen_wijk):
    signaal = geef_signaal()
    for person, name in ((partner, "signaal_aanvulling"), (in_eigen_wijk, "signaal_bericht")):
        client.force_login(person)
        for _ in range(2):
            assert send(client, name, signaal, tekst="De monteur komt vrijdag.").status_code == 302
    assert list(signaal.aanvullingen.order_by("pk").values_list("soort", flat=True)) == [
        "aanvulling",
        "bericht",
    ]
    send(client, "signaal_bericht", signaal, tekst="En maandag nog eens.")
    assert signaal.aanvullingen.count() == 3


def test_a_second_press_leads_where_the_first_did_and_a_colleague_hears_who_was_first(
    client, geef_signaal, in_eigen_wijk, gebruiker_met, casus_op, velden, wijk
):
    """As when both presses wait for each other: the page was read before the first was done."""
    running = casus_op(Stap.TER_PLEKKE)
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(wijk)
    for name, sent in (
        ("signaal_take_up", velden | {"betrokken_partijen": ""}),
        ("signaal_join", {"casus": running.pk}),
        ("signaal_refuse", {"reden": "Dit kan de verhuurder."}),
    ):
        signaal = geef_signaal()
        client.force_login(in_eigen_wijk)
        first = send(client, name, signaal, **sent)
        second = send(client, name, signaal, **sent)
        assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
        client.force_login(collega)
        refused = send(client, name, signaal, **sent)
        assert refused.status_code == 422
        assert (
            f"Dat deed {in_eigen_wijk.naam}. Op de pagina van het signaal leest u" in refused.content.decode()
        )
    assert Casus.objects.count() == 2


def test_the_question_stands_where_the_partner_answers_it(client, geef_signaal, partner, in_eigen_wijk):
    signaal = geef_signaal()
    services.write_to_partner(
        signaal.pk, actor=in_eigen_wijk, op=MELDING, tekst="Weet zij ervan?", is_vraag=True
    )
    client.force_login(partner)
    text = page(client, "signaal", signaal).content.decode()
    assert text.index("Weet zij ervan?") < text.index("Uw antwoord") < text.index("Wat er gebeurde")
    send(client, "signaal_aanvulling", signaal, tekst="Ja, zij weet het.")
    text = page(client, "signaal", signaal).content.decode()
    assert text.index("Wat er gebeurde") < text.index("Wat wilt u toevoegen")
    client.force_login(in_eigen_wijk)
    assert "De partner antwoordde" in client.get(LIST).content.decode()
    send(client, "signaal_bericht", signaal, tekst="Dank u.")
    assert "De partner antwoordde" not in client.get(LIST).content.decode()
