"""``check``: the quotations of a draft against its sources."""

import argparse
from collections import Counter

import msgspec

from service.attribution.lexicon import Lexicon
from service.bootstrap import build_attributor
from service.checking.check_attributor import check_texts
from service.checking.check_responses import (
    read_texts,
    source_texts,
    to_check_response,
)
from service.cli.check_report import render
from service.cli.commands.attribute import read_article
from service.cli.terminal import CommandFailed, Terminal
from service.wire.check_schemas import (
    CheckDraft,
    CheckFinding,
    CheckRequest,
    CheckResponse,
    CheckSource,
)

BAD_VERDICTS = ("altered", "absent")


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print what became of each quotation of the draft.

    Raises:
        CommandFailed: a quotation is altered, absent, of another source or of another
            speaker; raised after the report is printed.
    """
    request = _read_request(args, terminal)
    texts = read_texts(request)
    attributor = build_attributor(terminal.settings())
    reading, checked = check_texts(
        texts.draft.text,
        source_texts(request, texts),
        attribute=attributor.attribute,
        lexicon=Lexicon.load(),
    )
    if not args.json:
        texts = texts.as_plain()  # the report marks words in them
    response = to_check_response(
        checked, reading, request, texts=texts, info=attributor.info
    )
    if args.json:
        terminal.write(msgspec.json.encode(response))
    else:
        terminal.console.print(render(response))
    _report(response)


def _read_request(args: argparse.Namespace, terminal: Terminal) -> CheckRequest:
    draft = read_article(args.draft, terminal, args.input_format)
    names = tuple(dict.fromkeys(args.sources))
    sources = [read_article(name, terminal, args.input_format) for name in names]
    return CheckRequest(
        id=args.draft,
        draft=CheckDraft(text=draft.text, format=draft.format),
        sources=tuple(
            CheckSource(id=name, text=each.text, format=each.format)
            for name, each in zip(names, sources, strict=True)
        ),
    )


def _report(response: CheckResponse) -> None:
    """Fail where an editor should look."""
    counts = Counter(problem for each in response.findings for problem in faults(each))
    if counts:
        told = ", ".join(f"{number} {what}" for what, number in counts.items())
        raise CommandFailed(f"quotations to look at: {told}")


def faults(finding: CheckFinding) -> list[str]:
    """Return what is wrong with a quotation, in words; empty where nothing is."""
    found = [finding.verdict] if finding.verdict in BAD_VERDICTS else []
    if finding.source_verdict == "other":
        found.append("of another source")
    if finding.speaker_verdict == "different":
        found.append("of another speaker")
    return found
