from inspanningen.views.elders import bij_gebied, bij_thema
from inspanningen.views.importeren import import_drop, import_preview, import_upload
from inspanningen.views.kaart import add, change_fase, detail, edit
from inspanningen.views.lijst import inspanning_list
from inspanningen.views.pdf import pdf, pdf_download
from inspanningen.views.streefwaarden import (
    streefwaarde_add,
    streefwaarde_remove,
    streefwaarden_bij_indicator,
)
from inspanningen.views.versies import version_diff, version_restore, versions

__all__ = [
    "add",
    "bij_gebied",
    "bij_thema",
    "change_fase",
    "detail",
    "edit",
    "import_drop",
    "import_preview",
    "import_upload",
    "inspanning_list",
    "pdf",
    "pdf_download",
    "streefwaarde_add",
    "streefwaarde_remove",
    "streefwaarden_bij_indicator",
    "version_diff",
    "version_restore",
    "versions",
]
