"""``report.html``: the tables of an audit as one page that needs nothing else.

Everything that comes from articles is escaped. The policy of the page allows its own
style and script, by their hashes, and nothing else.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

import msgspec

from service.audit.people import Appearance, Person, Quote, people_of
from service.audit.roll_up import (
    Group,
    Share,
    gender_of,
    groups,
    month_of,
    people_only,
    shares,
)

_MOST_PEOPLE = 50
_MOST_QUOTES = 5
_MOST_ANONYMOUS = 200
_BAR = 120
"""Width of the longest bar, in pixels."""
_INTRODUCTION = (
    "Gender is only what the articles tell by their pronouns and words, never a guess "
    "from a name. People are joined across articles by full name only, so two people "
    "of one name count as one, and one person under two names as two, unless the file "
    "of corrections says otherwise. The figures count what was found, with the errors "
    "of the service."
)


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table: HTML, and what it is sorted by."""

    html: str
    value: str | int
    is_text: bool = False


def report_html(
    appearances: Sequence[Appearance], *, title: str, articles: int, failed: int
) -> str:
    """Return the page.

    Args:
        appearances: of all speakers in all articles.
        title: of the page, as plain text.
        articles: number of articles that were read.
        failed: number of articles that could not be read.
    """
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; "
        f"script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    )
    records = sum(each.speaker.records for each in appearances)
    counted = (
        f"{articles:,} articles, {len(people_of(appearances)):,} speakers, "
        f"{records:,} attributions with a speaker."
    )
    if failed:
        counted += f" {failed:,} articles could not be read."
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1>",
            f"<p>{counted}</p>",
            f'<p class="hint">{_INTRODUCTION}</p>',
            *_sections(appearances),
        )
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<main>\n{body}\n</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _sections(appearances: Sequence[Appearance]) -> list[str]:
    people = people_of(appearances)
    named = [person for person in people if not person.anonymous]
    dated = groups(appearances, month_of)
    return [
        "<h2>Shares</h2>",
        _shares("People by gender", shares(people_only(appearances), gender_of)),
        _shares("Speakers by class", shares(appearances, _class_of)),
        _shares("Speakers by type", shares(appearances, lambda each: each.person.type)),
        "<h2>Over time, by section and by byline</h2>",
        _groups("By month", dated),
        _groups("By section", groups(appearances, lambda each: each.article.section)),
        _groups("By byline", groups(appearances, lambda each: each.article.byline)),
        "<h2>The most quoted</h2>",
        _people("The most quoted, with attributions", named[:_MOST_PEOPLE]),
        "<h2>Anonymous sources</h2>",
        _anonymous(appearances),
        "<h2>Outlets</h2>",
        _shares("Outlets by attributions", _outlets(people)),
    ]


def _class_of(appearance: Appearance) -> str:
    return appearance.person.source_class.replace("_", " ")


def _outlets(people: Iterable[Person]) -> list[Share]:
    """Return the outlets of the attributions with a speaker."""
    found: dict[str, list[Quote]] = {}
    for person in people:
        for quote in person.quotes:
            if quote.attribution.outlet is not None:
                found.setdefault(quote.attribution.outlet.name, []).append(quote)
    counted = [Share(name, len(set(map(_speaker, quotes))), len(quotes), 0)
               for name, quotes in found.items()]  # fmt: skip
    return sorted(counted, key=lambda share: (-share.records, share.value))


def _speaker(quote: Quote) -> str:
    speaker = quote.attribution.speaker
    return "" if speaker is None else speaker.name


def _shares(caption: str, rows: Sequence[Share]) -> str:
    total = sum(share.records for share in rows)
    cells = [
        [
            _text(share.value),
            _number(share.speakers),
            _number(share.records),
            _number(share.words),
            _share(share.records, total),
        ]
        for share in rows
    ]
    return _table(
        caption, ["Value", "Speakers", "Attributions", "Words", "Share"], cells
    )


def _groups(caption: str, rows: Sequence[Group]) -> str:
    cells = [
        [
            _text(row.value),
            _number(row.articles),
            _number(row.records),
            _share(row.women, row.women + row.men + row.others),
            _share(row.men, row.women + row.men + row.others),
            _number(row.not_told),
            _number(row.anonymous),
        ]
        for row in rows
    ]
    heads = ["Value", "Articles", "Attributions", "Women, where told",
             "Men, where told", "Not told", "Anonymous"]  # fmt: skip
    return _table(caption, heads, cells)


def _people(caption: str, people: Sequence[Person]) -> str:
    cells = [
        [
            _text(person.name),
            _text(", ".join(filter(None, (person.role, person.affiliation)))),
            _text(person.gender or "not told"),
            _text(person.source_class.replace("_", " ")),
            _number(person.articles),
            _number(person.records),
            _number(person.direct + person.indirect),
            Cell(_quotes(person), person.records, is_text=True),
        ]
        for person in people
    ]
    heads = ["Name", "Role, affiliation", "Gender", "Class", "Articles",
             "Attributions", "Words", "Some of them"]  # fmt: skip
    return _table(caption, heads, cells)


def _quotes(person: Person) -> str:
    shown = "".join(_quote(quote) for quote in person.quotes[:_MOST_QUOTES])
    return f"<details><summary>Show</summary>{shown}</details>"


def _quote(quote: Quote) -> str:
    words = " … ".join(span.text for span in quote.attribution.content)
    return f"<blockquote>{escape(words)} ({_link(quote)})</blockquote>"


def _link(quote: Quote) -> str:
    """Return the id of an article, as a link where its address is http or https."""
    article = quote.article
    name = escape(article.id)
    if article.url.startswith(("http://", "https://")):
        return f'<a href="{escape(article.url)}" rel="noreferrer">{name}</a>'
    return name


def _anonymous(appearances: Sequence[Appearance]) -> str:
    found = [each for each in appearances if each.speaker.anonymous is not None]
    cells: list[list[Cell]] = []
    for each in found[:_MOST_ANONYMOUS]:
        reason = each.speaker.anonymous.reason if each.speaker.anonymous else None
        cells.append(
            [
                _text(each.speaker.name),
                _text(each.article.id),
                _text(reason.text if reason else "no reason given"),
                _number(each.speaker.records),
            ]
        )
    return _table(
        "Anonymous sources", ["Source", "Article", "Reason", "Attributions"], cells
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table that can be sorted, or a sentence where there is no row."""
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    if not body:
        return f'<p class="hint">{escape(caption)}: none.</p>'
    head = "".join(
        f'<th scope="col"><button type="button">{escape(name)}</button></th>'
        for name in heads
    )
    return (
        '<div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    kind = ' class="text"' if cell.is_text else ""
    return f'<td{kind} data-value="{escape(str(cell.value))}">{cell.html}</td>'


def _text(value: str) -> Cell:
    return Cell(escape(value), value, is_text=True)


def _number(value: int) -> Cell:
    return Cell(f"{value:,}", value)


def _share(part: int, whole: int) -> Cell:
    """Return a share as per cent with a bar."""
    share = part / whole if whole else 0.0
    bar = (
        f'<svg width="{_BAR}" height="10" aria-hidden="true">'
        f'<rect width="{share * _BAR:.0f}" height="10"/></svg>'
    )
    return Cell(f"{share:.0%} {bar}", round(1000 * share))


def _asset(name: str) -> str:
    return (files("service.audit") / name).read_text("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
