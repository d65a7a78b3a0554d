"""Docs do not rot: what they point at exists, what they name is called so, and the repository holds nothing it should not."""

import hashlib
import re
import struct
import tomllib
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[1]
APPS = ("core", "monitor", "inspanningen", "ambassadeurs", "casuistiek", "reisverslag")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, without what .gitignore leaves out."""
    ignored = [line for line in (ROOT / ".gitignore").read_text().splitlines() if line] + ["/.git"]

    def is_ignored(path: Path) -> bool:
        names = ("/" + path.relative_to(ROOT).as_posix(), path.name)
        return any(fnmatch(name, pattern.rstrip("/")) for name in names for pattern in ignored)

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if is_ignored(path):
                continue
            if path.is_dir():
                yield from walk(path)
            else:
                yield path

    return tuple(walk(ROOT))


@cache
def texts() -> dict[str, str]:
    """The text files among them, by their path from the root."""
    found = {}
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            found[path.relative_to(ROOT).as_posix()] = raw.decode("utf-8", errors="replace")
    return found


DOCS = [str(path.relative_to(ROOT)) for path in files() if path.suffix == ".md"]


def code_in(doc: str) -> Iterator[str]:
    """Each line of code and each bit of code in a sentence."""
    text = (ROOT / doc).read_text(encoding="utf-8")
    fenced = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
    for block in fenced.findall(text):
        yield from block.splitlines()[1:-1]
    text = fenced.sub("", text)
    yield from re.findall(r"^(?: {4}|\t)(.+)$", text, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", text)


def anchors_of(path: Path) -> set[str]:
    """What a heading is called in an address, as GitHub and GitLab make it."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("doc", DOCS)
def test_links_and_images_point_at_something(doc):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", (ROOT / doc).read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / doc).parent / name if name else ROOT / doc
        if not path.exists() or (anchor and anchor not in anchors_of(path)):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("doc", DOCS)
def test_paths_that_are_named_exist(doc):
    tops = {path.relative_to(ROOT).parts[0] for path in files() if path.parent != ROOT}
    named = [word for code in code_in(doc) for word in code.split() if word.split("/")[0] in tops]
    paths = [word.strip(":,;") for word in named if "/" in word and "<" not in word]
    assert not [path for path in paths if not any(ROOT.glob(path))]


@pytest.mark.parametrize("doc", DOCS)
def test_commands_that_are_named_exist_with_their_options(doc):
    commands = get_commands()
    wrong = []
    for code in code_in(doc):
        for name, rest in re.findall(r"manage\.py (\w+)([^|&]*)", code):
            if name not in commands:
                wrong.append(name)
                continue
            parser = load_command_class(commands[name], name).create_parser("manage.py", name)
            options = set(re.findall(r"--[\w-]+", rest))
            wrong += [f"{name} {option}" for option in sorted(options - set(parser._option_string_actions))]
    assert not wrong


@pytest.mark.parametrize("doc", DOCS)
def test_make_targets_that_are_named_exist(doc):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {target for code in code_in(doc) for target in re.findall(r"^make ([a-z-]+)", code)}
    assert named <= targets


@pytest.mark.parametrize("app", APPS)
def test_every_noun_of_the_models_stands_in_the_woordenlijst(app):
    lines = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/woordenlijst.md").read_text(), re.MULTILINE)
    known = {re.sub(r"\W", "", word).lower() for line in lines for word in line.split(",")}
    models = {model.__name__ for model in apps.get_app_config(app).get_models()}
    assert not {name for name in models if name.lower() not in known}


def test_woordenlijst_is_in_order_and_names_each_word_once():
    text = (ROOT / "docs/woordenlijst.md").read_text()
    words = [word.lower() for word in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)[1:]]
    assert words == sorted(set(words))


def test_screenshots_are_shown_somewhere_and_light():
    images = [path for path in files() if path.parent == ROOT / "docs/beeld" and path.suffix == ".png"]
    shown = " ".join((ROOT / doc).read_text(encoding="utf-8") for doc in DOCS)
    assert images
    for image in images:
        raw = image.read_bytes()
        assert struct.unpack(">I", raw[16:20]) == (1280,), f"{image.name} is not 1280 px wide"
        assert len(raw) < 120_000, f"{image.name} is too heavy"
        assert f"/{image.name})" in shown, f"{image.name} is shown nowhere"


def test_words_of_the_guide_stand_on_the_screen():
    """What is bold in the guide is what a button, a link, a field or a heading says, to the letter."""
    screen = " ".join(
        text for path, text in texts().items() if re.search(r"^(?!tests/).*\.(?:html|py|yaml)$", path)
    )
    guide = (ROOT / "docs/gebruikershandleiding.md").read_text(encoding="utf-8")
    words = {" ".join(bold.split()) for bold in re.findall(r"\*\*([^*]+)\*\*", guide)}
    assert len(words) > 50
    in_the_log = {word for word in words if f'"{word.lower().replace(" ", ".")}"' in screen}
    assert not {word for word in words - in_the_log if word not in screen}


def test_publiccode_holds_what_the_standard_asks():
    """publiccode.yml 0.5, for the catalogues of the government: the required keys and their lengths."""
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    required = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= set(code)
    assert code["url"].startswith("https://")
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["legal"]["license"] == "EUPL-1.2"
    assert date.fromisoformat(code["releaseDate"])
    assert code["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in code["maintenance"]["contacts"])
    assert code["localisation"]["localisationReady"] is False
    assert set(code["localisation"]["availableLanguages"]) == set(code["description"]) == {"nl"}
    for description in code["description"].values():
        assert 0 < len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
        assert all(0 < len(feature) <= 100 for feature in description["features"])


def test_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert project["version"] == code["softwareVersion"]


NAMES = {
    "1534cf2af76e", "1b2fc9341a16", "1c404ae941eb", "223d6b9c47fc", "27be229c3cc6", "3080162c4b10", "449e7c4ff290",
    "4ef73a565bb6", "577c9ef936ce", "61a259d387fd", "6e5db17e6872", "928b6deb9526", "98668c8d1445", "aa233ef08503",
    "b78469618fb1", "c409d5801a14", "c85f51a4abef", "cde6209903ca", "cf6e7cf6a07c", "d2984f198704", "d86dc6e60b06",
    "da1df7402302", "df46219531cb", "e2175199c804", "e5d503d45822", "e7eb547218eb", "ed9002f1ad9b", "fc98b89247b2",
}  # fmt: skip
"""Of the people in the projectformulieren that we may read but not publish: the beginning of the SHA-256 of a first
name or a surname, or of both together where one of them is a word as well. Nobody's name is needed to look for it."""


def test_nobody_of_the_projectformulieren_is_named_anywhere():
    found = set()
    for path, text in texts().items():
        words = re.findall(r"[^\W\d_]+", f"{path} {text}".lower())
        for word in {*words, *map(" ".join, pairwise(words))}:
            if hashlib.sha256(word.encode()).hexdigest()[:12] in NAMES:
                found.add((path, word))
    assert not found


def test_no_path_of_somebodys_machine_is_in_the_repository():
    pattern = re.compile(r"(?<![\w.}/*-])/(?:work|root|home|Users|mnt)/\w[^\s\"']*|[A-Z]:\\\\?\w+\\")
    assert not {(path, found) for path, text in texts().items() for found in pattern.findall(text) if found}


def test_no_package_registry_is_named_in_the_repository():
    """Where packages come from is for who installs: pip, npm and docker know their own registry."""
    pattern = re.compile(
        r"[\w.-]*(?:pypi|pythonhosted|npmjs|yarnpkg|crates|artifactory|jfrog|sonatype|gcr|ghcr|quay|docker|proxy\.golang)"
        r"\.(?:org|io|com|net)\b|--(?:extra-)?index-url[= ]\S+|\"resolved\": \"https?:[^\"]+"
    )
    assert not {(path, found) for path, text in texts().items() for found in pattern.findall(text)}
