"""The address of Stanza's official packages."""

from urllib.parse import urlsplit

from service.nlp.stanza_pipeline.official_packages import RESOURCES_URL


def test_address() -> None:
    """The address is one that ``download`` accepts: https, with a host."""
    address = urlsplit(RESOURCES_URL)

    assert address.scheme == "https"
    assert address.netloc
