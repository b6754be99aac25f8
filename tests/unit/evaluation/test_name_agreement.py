"""Names that denote the same person, outlet or group."""

import pytest

from service.evaluation.name_agreement import NameKind, name_tokens, same_name
from tests import score

CASES: list[tuple[str | None, str | None, NameKind, bool]] = [
    (None, None, "person", True),
    (None, "Ida Holm", "person", False),
    ("Ida Holm", None, "person", False),
    ("Ida Holm", "ida holm", "person", True),
    ("Mayor Ida Holm", "Ida Holm", "person", True),
    ("Holm", "Ida Holm", "person", True),
    ("Ida", "Ida Holm", "person", False),
    ("Ida Maria Holm", "Ida Holm", "person", True),
    ("Ida Holm", "Per Holm", "person", False),
    ("Łucja Brzoza", "Lucja Brzoza", "person", True),
    ("Ida Holm's", "Ida Holm", "person", True),
    ("the witness", "a witness", "person", True),
    ("Meridian news agency", "Meridian", "outlet", True),
    ("The Daily Ferry", "Ferry", "outlet", True),
    ("Ferry Gazette", "Ferry", "outlet", False),
    ("the Harbour Board", "Harbour Board", "other", True),
    ("Harbour Board of Nordby", "Harbour Board", "other", True),
    ("Board", "Harbour Board", "other", False),
    ("東京", "東京 ", "person", True),
    ("東京", "大阪", "person", False),
    ("!", "Ida", "person", False),
]


@pytest.mark.parametrize(("first", "second", "kind", "expected"), CASES, ids=str)
def test_same_name(
    first: str | None, second: str | None, kind: NameKind, *, expected: bool
) -> None:
    """Titles, accents and filler aside, a person may be the surname alone."""
    assert same_name(first, second, kind=kind) is expected
    assert same_name(second, first, kind=kind) is expected
    assert score.same_name(first, second, kind) is expected


def test_tokens() -> None:
    """Tokens are plain lower-case words, marks and possessives dropped."""
    assert name_tokens("Zoë O'Brien-Łuk's 2nd") == ["zoe", "o", "brien", "luk", "2nd"]
