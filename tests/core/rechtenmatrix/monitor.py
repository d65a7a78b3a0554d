from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from monitor.models import Koppeling
from tests.core.rechtenmatrix.wie import LEZERS, SCHRIJVERS, TEAM, mag, mag_post
from tests.factories import (
    GebiedFactory,
    IndicatorFactory,
    PlekFactory,
    UitvraagFactory,
    VerhaalFactory,
    VerversingFactory,
)

ANDERMANS = {
    # monitor
    "monitor:overview": mag(LEZERS),
    "monitor:driehoek": mag(LEZERS),
    "monitor:driehoek_csv": mag(LEZERS),
    "monitor:gebied": mag(LEZERS),
    "monitor:ranglijst": mag(LEZERS),
    "monitor:ranglijst_csv": mag(LEZERS),
    "monitor:stapeling": mag(LEZERS),
    "monitor:stapeling_csv": mag(LEZERS),
    "monitor:plek_add": mag(TEAM),
    "monitor:plek_edit": mag(TEAM),
    "monitor:plek_remove": mag_post(TEAM),
    "monitor:indicator_list": mag(LEZERS),
    "monitor:indicator": mag(LEZERS),
    "monitor:indicator_csv": mag(LEZERS),
    "monitor:indicator_toelichting": mag(TEAM),
    "monitor:bron_list": mag(TEAM),
    "monitor:bron": mag(TEAM),
    "monitor:bron_refresh": mag_post(TEAM),
    "monitor:bron_progress": mag(TEAM),
    "monitor:bron_same_gebied": mag_post(TEAM),
    "monitor:bron_other_gebied": mag_post(TEAM),
    "monitor:verversing_list": mag(LEZERS),
    "monitor:verversing": mag(LEZERS),
    "monitor:verversing_create": mag(TEAM),
    "monitor:verversing_accept": mag_post(TEAM),
    "monitor:verversing_withdraw": mag_post(TEAM),
    "monitor:verversing_names": mag_post(TEAM),
    "monitor:koppeling_forget": mag_post(TEAM),
    "monitor:invullen": mag(TEAM),
    "monitor:invullen_indicator": mag(TEAM),
    "monitor:invullen_gebied": mag(TEAM),
    "monitor:invullen_verleden": mag(TEAM),
    # verhalen: of another, published unless the button is about an earlier state
    "monitor:verhalen": mag(LEZERS),
    "monitor:verhaal_list": mag(LEZERS),
    "monitor:verhaal_add": mag(SCHRIJVERS),
    "monitor:verhaal_controle": mag(TEAM),
    "monitor:verhalen_bij_indicator": mag(LEZERS),
    "monitor:verhalen_bij_gebied": mag(LEZERS),
    "monitor:verhaal": mag(LEZERS),
    "monitor:verhaal_edit": mag(),
    "monitor:verhaal_foto": mag(LEZERS),
    "monitor:verhaal_foto_edit": mag(),
    "monitor:verhaal_foto_remove": mag_post(),
    "monitor:verhaal_submit": mag_post(),
    "monitor:verhaal_publish": mag_post(TEAM),
    "monitor:verhaal_give_back": mag_post(TEAM),
    "monitor:verhaal_withdraw": mag(TEAM),
    "monitor:uitvraag_list": mag(LEZERS),
    "monitor:uitvraag": mag(LEZERS),
    "monitor:uitvraag_add": mag(TEAM),
    "monitor:uitvraag_edit": mag(TEAM),
    "monitor:uitvraagcijfer_add": mag_post(TEAM),
    "monitor:uitvraagcijfer_remove": mag_post(TEAM),
}

EIGEN = {
    "monitor:verhaal_edit": mag(SCHRIJVERS),
    "monitor:verhaal_foto_edit": mag(SCHRIJVERS),
    "monitor:verhaal_foto_remove": mag_post(SCHRIJVERS),
    "monitor:verhaal_submit": mag_post(SCHRIJVERS),
    "monitor:verhaal_publish": mag_post(),
    "monitor:verhaal_give_back": mag_post(),
    "monitor:verhaal_withdraw": mag(SCHRIJVERS),
}


def een_gebied(eigenaar):
    return {"code": GebiedFactory().code}


def een_indicator(eigenaar):
    return {"code": IndicatorFactory().code}


def _plek(eigenaar):
    return {"pk": PlekFactory().pk}


def _bronkoppeling(eigenaar):
    koppeling = Koppeling.objects.create(
        bron=VerversingFactory().bron, soort="gebied", sleutel="x", tekst="X", gebied=GebiedFactory()
    )
    return {"code": koppeling.bron.code, "koppeling": koppeling.pk}


def _bron(eigenaar):
    return {"code": VerversingFactory().bron.code}


def _verversing(eigenaar):
    return {"pk": VerversingFactory().pk}


def _koppeling(eigenaar):
    verversing = VerversingFactory()
    koppeling = Koppeling.objects.create(
        bron=verversing.bron,
        soort=Koppeling.Soort.INDICATOR,
        sleutel="bijstand",
        tekst="Bijstand",
        indicator=IndicatorFactory(),
    )
    return {"pk": verversing.pk, "koppeling": koppeling.pk}


def _indicator_en_gebied(eigenaar):
    return {"indicator": IndicatorFactory().code, "gebied": GebiedFactory().code}


def _verhaal(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar, gepubliceerd=True).pk}


def _verhaal_concept(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar).pk}


def _verhaal_ter_controle(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar, status="ter_controle").pk}


def _verhaal_foto(eigenaar):
    foto = default_storage.save("verhalen/proef.jpg", ContentFile(b"\xff\xd8"))
    verhaal = VerhaalFactory(auteur=eigenaar, gepubliceerd=True, foto=foto, foto_beschrijving="Een stoep")
    return {"pk": verhaal.pk}


def _uitvraag(eigenaar):
    return {"pk": UitvraagFactory().pk}


def _uitvraagcijfer(eigenaar):
    return {"pk": UitvraagFactory().cijfers.create(omschrijving="Veilig", aantal=10, van_aantal=20).pk}


OBJECTS = {
    "monitor:driehoek": een_gebied,
    "monitor:driehoek_csv": een_gebied,
    "monitor:gebied": een_gebied,
    "monitor:plek_edit": _plek,
    "monitor:plek_remove": _plek,
    "monitor:indicator": een_indicator,
    "monitor:indicator_csv": een_indicator,
    "monitor:indicator_toelichting": een_indicator,
    "monitor:bron": _bron,
    "monitor:bron_refresh": _bron,
    "monitor:bron_progress": _bron,
    "monitor:bron_same_gebied": _bron,
    "monitor:bron_other_gebied": _bronkoppeling,
    "monitor:verversing": _verversing,
    "monitor:verversing_accept": _verversing,
    "monitor:verversing_withdraw": _verversing,
    "monitor:verversing_names": _verversing,
    "monitor:koppeling_forget": _koppeling,
    "monitor:invullen_indicator": een_indicator,
    "monitor:invullen_gebied": een_gebied,
    "monitor:invullen_verleden": _indicator_en_gebied,
    "monitor:verhalen_bij_indicator": een_indicator,
    "monitor:verhalen_bij_gebied": een_gebied,
    "monitor:verhaal": _verhaal,
    "monitor:verhaal_edit": _verhaal_concept,
    "monitor:verhaal_foto": _verhaal_foto,
    "monitor:verhaal_foto_edit": _verhaal_concept,
    "monitor:verhaal_foto_remove": _verhaal_concept,
    "monitor:verhaal_submit": _verhaal_concept,
    "monitor:verhaal_publish": _verhaal_ter_controle,
    "monitor:verhaal_give_back": _verhaal_ter_controle,
    "monitor:verhaal_withdraw": _verhaal,
    "monitor:uitvraag": _uitvraag,
    "monitor:uitvraag_edit": _uitvraag,
    "monitor:uitvraagcijfer_add": _uitvraag,
    "monitor:uitvraagcijfer_remove": _uitvraagcijfer,
}
