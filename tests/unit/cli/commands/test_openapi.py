"""``whosaid openapi`` prints the document that is served."""

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_json
from tests.support.cli_fakes import run_cli


def test_openapi() -> None:
    """The document is printed as it is served."""
    assert run_cli("openapi").data == openapi_json(find_routes())
