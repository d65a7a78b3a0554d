"""The figures of an indicator for a spreadsheet."""

from monitor.queries import Verloop


def verloop_rows(verloop: Verloop) -> list[list[str]]:
    """The figures of an indicator for a spreadsheet: a row per gebied and year, words where there is no figure."""
    bekend = [verloop.bekend.isoformat()] if verloop.bekend else []
    head = ["indicator", "eenheid", "code", "gebied", "jaar", "waarde", "status", "editie"]
    head += ["indeling", "berekend", "opmerking"]
    rows = [[*head, *(["bekend op"] if bekend else [])]]
    for reeks in verloop.reeksen:
        for punt in reeks.punten:
            waarde = punt.reden_kort
            if punt.waarde is not None:
                waarde = f"{punt.waarde:.{verloop.decimalen}f}".replace(".", ",")
            status = "voorlopig" if punt.voorlopig else "definitief"
            facts = [
                verloop.naam,
                verloop.eenheid_in(punt.periode),
                reeks.code,
                reeks.naam,
                str(punt.periode),
                waarde,
            ]
            herkomst = [str(punt.indeling_jaar or ""), "ja" if punt.berekend else "nee"]
            cells = [*facts, status, _safe_cell(punt.editie), *herkomst, _safe_cell(punt.opmerking)]
            rows.append([*cells, *bekend])
    return rows


def _safe_cell(text: str) -> str:
    """A spreadsheet must not take what a bron says for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
