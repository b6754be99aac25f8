"""The dashboard and the alert rules ask for metrics and labels that exist."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from service.api.middleware.metrics import MeteredPool, Metrics
from service.serving.reading_cache import CachingPool
from tests.support.fakes import FakePool

DEPLOY = Path(__file__).parents[2] / "deploy"
BOARD = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))
RULES = yaml.safe_load((DEPLOY / "alerts.yml").read_text("utf-8"))
ALERTS = [rule for group in RULES["groups"] for rule in group["rules"]]
ASKED = [
    *(target["expr"] for panel in BOARD["panels"] for target in panel["targets"]),
    *(rule["expr"] for rule in ALERTS),
]
PROMETHEUS_OWN = {"instance", "job", "le"}
NAMED = re.compile(r"\b(whosaid_\w+|up)\b(?:\{([^}]*)\})?")
GROUPED = re.compile(r"\bby \(([^)]*)\)")


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Return the labels of every sample that the service tells of."""
    metrics, pool = Metrics(), FakePool()
    metrics.watch(pool)
    metered = MeteredPool(CachingPool(pool, articles=1), metrics)
    metrics.count_request(method="POST", route="/v1/mask", status=200, seconds=1)
    metrics.count_error("overloaded")

    async def work() -> None:
        await pool.start()
        await metered.attribute("“We won,” said Ida.", deadline=1)

    asyncio.run(work())
    families = text_string_to_metric_families(metrics.render().decode())
    samples = [sample for family in families for sample in family.samples]
    return {"up": set(), **{sample.name: set(sample.labels) for sample in samples}}


@pytest.mark.parametrize("expression", ASKED)
def test_expression(expression: str, known: dict[str, set[str]]) -> None:
    """Each name is a sample of the service; each label is one of its own."""
    named = NAMED.findall(expression)

    assert named
    labels: set[str] = set()
    for name, selector in named:
        assert name in known
        labels |= known[name] | PROMETHEUS_OWN
        asked = set(re.findall(r"(\w+)\s*=~?", selector))
        assert asked <= known[name] | PROMETHEUS_OWN
    grouped = {
        label.strip() for by in GROUPED.findall(expression) for label in by.split(",")
    }
    assert grouped <= labels
    assert expression.count("(") == expression.count(")")


def test_every_metric_is_on_the_dashboard(known: dict[str, set[str]]) -> None:
    """Nothing that the service counts goes unseen."""
    shown = " ".join(
        target["expr"] for panel in BOARD["panels"] for target in panel["targets"]
    )
    suffix = re.compile(r"_(total|bucket|sum|count|created)$")
    families = {suffix.sub("", name) for name in known} - {"up"}

    assert [family for family in sorted(families) if family not in shown] == []


def test_panels_do_not_overlap() -> None:
    """Each panel has a title, an id and a place of its own."""
    panels: list[dict[str, Any]] = BOARD["panels"]
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels]

    assert len(set(places)) == len({panel["id"] for panel in panels}) == len(panels)
    assert all(panel["title"] for panel in panels)


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule["alert"])
def test_alert_tells_what_to_do(rule: dict[str, Any]) -> None:
    """Each alert has a severity, names the instance and says where to look."""
    assert rule["labels"]["severity"] in {"warning", "critical"}
    assert "{{ $labels.instance }}" in rule["annotations"]["summary"]
    assert rule["annotations"]["description"].endswith(".")
