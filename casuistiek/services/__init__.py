"""Every write of casuïstiek: one function per thing a person can do."""

from .afspraken import make_afspraak
from .besluitvorming import decide, make_voorstel
from .betrokkenen import look_at_betrokkenen, reencrypt_betrokkenen, remove_betrokkene, set_betrokkene
from .bewaren import (
    VERNIETIGING,
    agree,
    clean_up_unaccepted,
    destroy,
    keep_longer,
    load_bewaren,
    make_vernietigingslijst,
    request_vernietiging,
    set_bewaartermijn,
)
from .bijlagen import add_bijlage, erase_bijlagen, open_bijlage, remove_bijlage
from .budget import add_toekenning, book_betaling, correct_boeking
from .hoeken import measure
from .inzagelog import Controle, check_inzagelog, keep_check, read_inzagelog, record_inzagen, report_breuk
from .knelpunt import (
    add_knelpunt,
    edit_knelpunt,
    learn_from_knelpunt,
    link_knelpunt,
    link_leerpunt,
    merge_knelpunt,
    split_knelpunt,
    unlink_knelpunt,
    unlink_leerpunt,
)
from .mandaat import set_mandaat
from .melding import Botst, discard_concept, edit_casus, log_casus, save_concept
from .noodinzage import begin_noodinzage, judge_noodinzage, send_noodinzage
from .overdracht import accept_overdracht, decline_overdracht, propose_overdracht, withdraw_overdracht
from .tweede import confirm_besluit, return_besluit, withdraw_besluit
from .verhaal import release_verhaal, withdraw_verhaal
from .verloop import add_notitie, begin_uitvoering, close, doorgeleiden, go_to, intrekken, to_nazorg
from .weigeringen import (
    CannotBook,
    CannotDecide,
    CannotErase,
    CannotHandOver,
    CannotLearn,
    CannotMandate,
    CannotOpen,
    CannotRelease,
    CannotStep,
    Incomplete,
    NotEnoughBudget,
)

__all__ = [
    "VERNIETIGING",
    "Botst",
    "CannotBook",
    "CannotDecide",
    "CannotErase",
    "CannotHandOver",
    "CannotLearn",
    "CannotMandate",
    "CannotOpen",
    "CannotRelease",
    "CannotStep",
    "Controle",
    "Incomplete",
    "NotEnoughBudget",
    "accept_overdracht",
    "add_bijlage",
    "add_knelpunt",
    "add_notitie",
    "add_toekenning",
    "agree",
    "begin_noodinzage",
    "begin_uitvoering",
    "book_betaling",
    "check_inzagelog",
    "clean_up_unaccepted",
    "close",
    "confirm_besluit",
    "correct_boeking",
    "decide",
    "decline_overdracht",
    "destroy",
    "discard_concept",
    "doorgeleiden",
    "edit_casus",
    "edit_knelpunt",
    "erase_bijlagen",
    "go_to",
    "intrekken",
    "judge_noodinzage",
    "keep_check",
    "keep_longer",
    "learn_from_knelpunt",
    "link_knelpunt",
    "link_leerpunt",
    "load_bewaren",
    "log_casus",
    "look_at_betrokkenen",
    "make_afspraak",
    "make_vernietigingslijst",
    "make_voorstel",
    "measure",
    "merge_knelpunt",
    "open_bijlage",
    "propose_overdracht",
    "read_inzagelog",
    "record_inzagen",
    "reencrypt_betrokkenen",
    "release_verhaal",
    "remove_betrokkene",
    "remove_bijlage",
    "report_breuk",
    "request_vernietiging",
    "return_besluit",
    "save_concept",
    "send_noodinzage",
    "set_betrokkene",
    "set_bewaartermijn",
    "set_mandaat",
    "split_knelpunt",
    "to_nazorg",
    "unlink_knelpunt",
    "unlink_leerpunt",
    "withdraw_besluit",
    "withdraw_overdracht",
    "withdraw_verhaal",
]
