"""What can go wrong on purpose. A rule says for which requests, what, and how often."""

import re
from dataclasses import dataclass
from typing import Any

STATUSSEN = {"400", "404", "414", "429", "500", "502", "503", "504"}
VORMEN = {
    "observations404",  # the metadata is there, the figures are not
    "slow_headers",
    "slow_body",
    "reset",  # before the answer
    "reset_body",  # in the middle of it
    "short_body",  # fewer bytes than Content-Length says
    "html",
    "xml",
    "bad_json",
    "not_text",
    "list",  # JSON, but no object
    "no_value",
    "text_value",  # a word where a figure belongs
    "foreign_link",
    "ftp_link",
    "loop_link",
    "endless_link",
    "repeated_page",
    "duplicate",  # one observation twice
    "contradiction",  # one observation twice, with another figure
    "half_page",  # rows missing, and the count not
    "bom",
    "gzip",
    "broken_gzip",
    "redirect",
    "redirect_loop",
    "foreign_redirect",
    "big",
    "changed",  # the version moves while someone reads
}


@dataclass
class Rule:
    """Goes wrong for requests whose path and query match, after `skip` of them, `times` times (0: always)."""

    match: re.Pattern[str]
    mode: str
    times: int = 0
    skip: int = 0
    retry_after: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rule":
        unknown = set(data) - {"match", "mode", "times", "skip", "retry_after"}
        mode = str(data["mode"])
        if unknown or mode not in STATUSSEN | VORMEN:
            raise ValueError(f"no such rule: {data}")
        return cls(
            re.compile(data.get("match", "")),
            mode,
            int(data.get("times", 0)),
            int(data.get("skip", 0)),
            str(data.get("retry_after", "")),
        )

    def applies(self, address: str) -> bool:
        """Whether this request goes wrong; counts down as a side effect."""
        if self.mode == "observations404":
            return "/Observations" in address
        if self.times < 0 or not self.match.search(address):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.times:
            self.times = self.times - 1 or -1
        return True
