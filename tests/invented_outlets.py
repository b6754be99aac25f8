"""Measure how far outlets depend on the list: replace their names by invented ones.

usage: python -m tests.invented_outlets [--shared ../shared] [--cache FOLDER] [SET ...]

In each article every outlet of the gold gets an invented name of the same shape
wherever it stands: initials for initials, and a word such as "Times" or "Radio" stays
("the Times" therefore stays too). Recall of outlets is printed with the names as they
are and with the invented ones.
The articles are parsed anew, which takes some minutes; ``--cache`` keeps the parses.
"""

import argparse
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from service.attribution import Lexicon
from service.attributor import Attributor, parsed_passages
from service.bootstrap import build_attributor
from service.evaluation.gold_articles import (
    GoldArticle,
    Pieces,
    Record,
    read_articles,
    stated,
)
from service.evaluation.predictions import records_of
from service.evaluation.report import Prf, make_report
from service.evaluation.scorer import score_article
from service.nlp.annotator import Annotation
from service.settings import Settings
from service.text.media_list import MediaList, fold_name

SETS = ("read/world", "read/outlets", "read/polnear.speakers")
STEMS = tuple(
    "Kelmar Zorvex Dranik Ostrelle Valmere Branduil Quillon Tarvos Meshkar Lorvane "
    "Pendrick Halvorne Sarnex Oldria Fenwark Grelund Ivarro Juspen Nordal Umbrask"
    "".split()
)
INITIALS = 5
"""Letters of the longest initials ("AFP", "MSNBC")."""
MEDIA_WORDS = Lexicon.load().name_words.media | {"show", "times", "today"}
FIRST_WORDS = frozenset({"canal", "channel", "daily", "radio", "tv"})


class Replacement(msgspec.Struct, frozen=True):
    """A piece of text and what replaces it."""

    start: int
    end: int
    text: str


def main() -> None:
    """Print the recall of each set with real and with invented names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    settings = msgspec.structs.replace(Settings(), precision="fp32", threads=1)
    attributor = build_attributor(settings)
    for name in args.sets:
        path = args.shared / "evaluation" / f"{name}.jsonl"
        articles = read_articles(
            path if path.exists() else path.with_suffix(".jsonl.xz")
        )
        real = measure(attributor, articles, args.cache)
        invented = measure(
            attributor, [with_invented_names(a) for a in articles], args.cache
        )
        print(f"{name}: recall {real.r} as they are, {invented.r} invented")  # noqa: T201


def measure(
    attributor: Attributor, articles: Sequence[GoldArticle], cache: Path | None
) -> Prf:
    """Return the scores of the outlets of articles."""
    scored = []
    for article in articles:
        opened = attributor.open(article.text)
        reading = attributor.read(opened, annotate(attributor, article.text, cache))
        scored.append(score_article(article, records_of(reading, article.text)))
    outlet = make_report(scored).outlet
    if outlet is msgspec.UNSET:
        raise ValueError("the articles have no outlets")
    return outlet


def annotate(attributor: Attributor, text: str, cache: Path | None) -> list[Annotation]:
    """Return the parses of a text, from the folder if they are there."""
    name = hashlib.sha256(text.encode()).hexdigest()
    path = None if cache is None else cache / f"{name}.msgpack"
    if path is not None and path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=list[Annotation])
    found = attributor.annotate(parsed_passages(attributor.open(text)))
    if path is not None:
        path.write_bytes(msgspec.msgpack.encode(found))
    return found


def with_invented_names(article: GoldArticle) -> GoldArticle:
    """Return the article with invented names for the outlets of its gold."""
    names = {
        name
        for a in article.attributions
        if (name := stated(a.outlet)) is not None and _is_replaced(name, article.text)
    }
    forms = dict(_invented_forms(article.text, sorted(names)))
    pieces = tuple(_replacements(article.text, forms))
    text, last = "", 0
    for piece in pieces:
        text += article.text[last : piece.start] + piece.text
        last = piece.end
    return msgspec.structs.replace(
        article,
        text=text + article.text[last:],
        attributions=tuple(_moved(a, pieces, forms) for a in article.attributions),
        ignore=_moved_pieces(article.ignore, pieces),
    )


def _is_replaced(name: str, text: str) -> bool:
    """Whether a name is a proper name, and no platform that "tweeted" implies."""
    implied = name == "Twitter" and re.search(r"tweet", text, re.IGNORECASE)
    return not implied and all(word[:1].isupper() for word in name.split()[-1:])


def _invented_forms(text: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each form of the names that stands in a text, with its invented one."""
    media = MediaList.load()
    for number, name in enumerate(names):
        turn = number + len(text)
        listed = media.find(name)
        others = (
            form
            for form in re.findall(r"[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}", text)
            if listed is not None
            and (other := media.find(form)) is not None
            and other.medium == listed.medium
        )
        for form in dict.fromkeys((name, *others)):
            bare = form.removeprefix("The ")
            if bare.islower():
                continue
            if fold_name(bare) not in MEDIA_WORDS:
                yield bare, _invented(bare, turn)


def _invented(name: str, turn: int) -> str:
    """Return an invented name of the shape of a name; the titles of programmes stay."""
    possessor = re.match(r"([^']+)('s? .+)", name)
    if possessor is not None:
        return _invented(possessor[1], turn) + possessor[2]
    stem = STEMS[turn % len(STEMS)]
    words = name.split()
    if len(words) == 1:
        if "." in name:
            return stem.lower() + name[name.index(".") :]
        short = name.isupper() and len(name) <= INITIALS
        return stem[::2].upper()[: len(name)] if short else stem
    if words[-1].casefold() in MEDIA_WORDS:
        return f"{stem} {words[-1]}"
    if words[0].casefold() in FIRST_WORDS:
        return f"{words[0]} {stem}"
    return f"{stem} {STEMS[(turn + 1) % len(STEMS)]}"


def _replacements(text: str, forms: Mapping[str, str]) -> Iterator[Replacement]:
    if forms:
        longest = sorted(forms, key=len, reverse=True)
        pattern = r"\b(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"
        for match in re.finditer(pattern, text):
            yield Replacement(match.start(), match.end(), forms[match[0]])


def _moved(
    record: Record, pieces: Sequence[Replacement], forms: Mapping[str, str]
) -> Record:
    outlet = stated(record.outlet)
    bare = "" if outlet is None else outlet.removeprefix("The ")
    return msgspec.structs.replace(
        record,
        content=_moved_pieces(record.content, pieces) or (),
        cue=_moved_pieces(record.cue, pieces),
        source=_moved_pieces(record.source, pieces),
        outlet=forms.get(bare, outlet),
    )


def _moved_pieces(
    field: Pieces | msgspec.UnsetType | None, pieces: Sequence[Replacement]
) -> Pieces | None:
    if field is msgspec.UNSET or field is None:
        return None
    return tuple(
        _moved_offset(item, pieces)
        if isinstance(item, int)
        else (_moved_offset(item[0], pieces), _moved_offset(item[1], pieces))
        for item in field
    )


def _moved_offset(offset: int, pieces: Sequence[Replacement]) -> int:
    """Return an offset in the new text; one inside a piece goes to its end."""
    moved = offset
    for piece in pieces:
        if piece.end <= offset:
            moved += len(piece.text) - (piece.end - piece.start)
        elif piece.start < offset:
            moved += len(piece.text) - (offset - piece.start)
    return moved


if __name__ == "__main__":
    main()
