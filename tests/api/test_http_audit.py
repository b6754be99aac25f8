"""POST /v1/audit: who is quoted in an article."""

from litestar.testing import TestClient

from tests.support.fakes import FakePool

TEXT = "😀 “Hello,” said Ann. “Bye,” thought Bob on CNN. “Well,” said Ann."


def test_speakers_and_totals(client: TestClient) -> None:
    """The answer has all speakers, outlets and totals, in the unit asked for."""
    body = {"text": TEXT, "id": "n1", "options": {"offset_unit": "utf16"}}
    answer = client.post("/v1/audit", json=body)
    found = answer.json()
    totals = found["totals"]

    assert answer.status_code == 200
    assert (found["id"], found["offset_unit"]) == ("n1", "utf16")
    assert [each["name"] for each in found["speakers"]] == ["Ann", "Bob"]
    assert found["speakers"][0]["mentions"][0] == {
        "start": 17,
        "end": 20,
        "text": "Ann",
        "kind": "name",
    }
    assert (totals["speakers"], totals["records"]) == (2, 3)
    assert totals["first_quoted"]["name"] == "Ann"
    assert totals["outlets"] == [{"id": "o1", "name": "CNN", "records": 3}]


def test_filters_have_no_part_in_totals(client: TestClient) -> None:
    """The totals count every record whatever the options are."""
    body = {"text": TEXT, "options": {"min_confidence": 0.9, "types": ["direct"]}}

    assert client.post("/v1/audit", json=body).json()["totals"]["records"] == 3


def test_the_text_reaches_the_pool(client: TestClient, pool: FakePool) -> None:
    """Plain text is a body too."""
    headers = {"Content-Type": "text/plain"}
    answer = client.post("/v1/audit", content=TEXT.encode(), headers=headers)

    assert answer.status_code == 200
    assert pool.texts == [TEXT]


def test_errors_are_those_of_articles(client: TestClient) -> None:
    """A text without words is refused with its path."""
    answer = client.post("/v1/audit", json={"text": " "})

    assert (answer.status_code, answer.json()["code"]) == (422, "empty_text")
