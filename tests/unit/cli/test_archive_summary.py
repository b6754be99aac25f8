"""The summary of an archive as tables."""

import io

from rich.console import Console

from service.archive.output.summary import Summary
from service.cli.archive_summary import render


def test_summary() -> None:
    """The summary has counts, types, speakers, outlets and no control characters."""
    written = io.StringIO()
    Console(file=written).print(
        render(
            Summary(
                articles=1_200,
                errors=3,
                words=70_000,
                types=(("direct", 4_000), ("mixed", 5)),
                speakers=(("Ida\x1b[2J Holm", 9),),
                outlets=(),
            )
        )
    )

    lines = [" ".join(line.split()) for line in written.getvalue().splitlines()]
    assert (
        lines[0] == "1,200 articles, 3 of them errors; 70,000 words; 4,005 attributions"
    )
    assert lines[1:] == [
        "type attributions",
        "direct 4,000",
        "mixed 5",
        "most quoted attributions",
        "Ida [2J Holm 9",
    ]
