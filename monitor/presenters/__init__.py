from .lijnen import draw_verloop, plot_data
from .tabellen import csv_rows, preview, ranglijst_rows, stapeling_rows
from .tekening import deviation_text, draw, draw_embleem, value_text
from .verlooptabel import verloop_rows
from .waffle import draw_waffle, sparkline

__all__ = [
    "csv_rows",
    "deviation_text",
    "draw",
    "draw_embleem",
    "draw_verloop",
    "draw_waffle",
    "plot_data",
    "preview",
    "ranglijst_rows",
    "sparkline",
    "stapeling_rows",
    "value_text",
    "verloop_rows",
]
