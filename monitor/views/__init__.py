"""The pages of the monitor."""

from .driehoeken import driehoek, driehoek_csv, overview
from .indicatoren import indicator, indicator_csv, indicator_toelichting
from .verversingen import (
    koppeling_forget,
    verversing,
    verversing_accept,
    verversing_create,
    verversing_list,
    verversing_names,
    verversing_withdraw,
)

__all__ = [
    "driehoek",
    "driehoek_csv",
    "indicator",
    "indicator_csv",
    "indicator_toelichting",
    "koppeling_forget",
    "overview",
    "verversing",
    "verversing_accept",
    "verversing_create",
    "verversing_list",
    "verversing_names",
    "verversing_withdraw",
]
