"""Who may do what in the monitor."""

from brunssum.core.rollen import Recht


def may_see(user) -> bool:
    return user.mag(Recht.MONITOR_ZIEN)


def may_import(user) -> bool:
    """Whether this person may upload figures, accept them, and load indicators."""
    return user.mag(Recht.MONITOR_BEHEREN)


EIGEN_VERHAAL = "U schreef dit verhaal zelf. Een collega van het programmateam controleert het."


def may_add_verhaal(user) -> bool:
    return user.mag(Recht.MONITOR_ZIEN) and user.mag(Recht.VERHALEN_TOEVOEGEN)


def may_edit_verhaal(user, verhaal) -> bool:
    """Whether this person wrote it: nobody puts other words in someone's mouth."""
    return may_add_verhaal(user) and verhaal.auteur_id == user.pk


def may_check_verhalen(user) -> bool:
    return user.mag(Recht.MONITOR_ZIEN) and user.mag(Recht.VERHALEN_PUBLICEREN)


def may_publish_verhaal(user, verhaal) -> bool:
    """A second pair of eyes: someone who checks, and did not write it."""
    return may_check_verhalen(user) and verhaal.auteur_id != user.pk


def may_withdraw_verhaal(user, verhaal) -> bool:
    """Whoever told it asks either of them."""
    return may_edit_verhaal(user, verhaal) or may_check_verhalen(user)


def may_edit_uitvragen(user) -> bool:
    return may_check_verhalen(user)


def may_edit_plekken(user) -> bool:
    return may_check_verhalen(user)
