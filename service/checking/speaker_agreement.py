"""Whether a draft and a source give words to one speaker, by the rules for names.

A surname agrees with the full name and an acronym with the name it stands for, as
within one article. A description ("the mayor") agrees with the speaker to whom the
other side gives that role.
"""

import re
from collections.abc import Iterable

from service.attribution.coref.name_matching import (
    may_be_same_organization,
    may_be_same_person,
    organization_words,
    person_words,
)
from service.attribution.lexicon import Lexicon
from service.checking.check_records import Credit, SpeakerVerdict

_WORD = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
_SMALL = frozenset(
    "a an the of for and in on at to by from with his her their its who was as".split()
)
_PEOPLE = frozenset({"person", "unknown"})


def compare_speakers(
    draft: Credit | None, source: Credit | None, lexicon: Lexicon
) -> SpeakerVerdict:
    """Return whether the two mean one speaker; unknown where a text does not say."""
    if draft is None or source is None:
        return "unknown"
    if same_name(draft.name, source.name, lexicon):
        return "same"
    ours, theirs = is_proper(draft.name), is_proper(source.name)
    if ours and theirs:
        return _two_names(draft, source)
    if ours != theirs:
        described, named = (source, draft) if ours else (draft, source)
        return _description(described, named)
    return "same" if _share_head(draft.name, source.name) else "unknown"


def same_name(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two names mean one person or one organisation."""
    if one.casefold() == other.casefold():
        return True
    if may_be_same_person(person_words(one, lexicon), person_words(other, lexicon)):
        return True
    return may_be_same_organization(
        (one, organization_words(one)), (other, organization_words(other)), lexicon
    )


def is_proper(name: str) -> bool:
    """Whether a speaker's name is a name ("Ida Holm"), no description ("the mayor")."""
    words = [w for w in _WORD.findall(name) if w.lower() not in _SMALL]
    return bool(words) and words[-1][0].isupper()


def _two_names(draft: Credit, source: Credit) -> SpeakerVerdict:
    """Return "different", unless one may speak for the other.

    Of an organisation and a person the texts need not say that they belong together.
    """
    kinds = {draft.type in _PEOPLE, source.type in _PEOPLE}
    if len(kinds) == 1:
        return "different"
    person, body = (draft, source) if draft.type in _PEOPLE else (source, draft)
    return "same" if _content(body.name) <= _content(person.role or "") else "unknown"


def _description(described: Credit, named: Credit) -> SpeakerVerdict:
    """Return "same" where a description is the role of the one who has a name."""
    role = _content(named.role or "")
    words = _content(described.name)
    if not role or not words:
        return "unknown"
    return (
        "same"
        if words <= role or _share_head(described.name, named.role or "")
        else "unknown"
    )


def _share_head(one: str, other: str) -> bool:
    """Whether two descriptions have the same nouns, the one perhaps more of them."""
    ours, theirs = _content(one), _content(other)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _content(text: str) -> set[str]:
    return set(_plain(_WORD.findall(text)))


def _plain(words: Iterable[str]) -> Iterable[str]:
    return (w.lower() for w in words if w.lower() not in _SMALL)
