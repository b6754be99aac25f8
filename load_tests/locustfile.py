"""A newsroom's requests at a constant rate of arrival.

    locust -f load_tests/locustfile.py --headless --users 10 --spawn-rate 10 -t 60s

Each user sends one request every ten seconds whether or not the service keeps up: ten
users are one request a second. Articles of 100 to 5,000 words come from the seeded
recipe; most are JSON, some msgpack, plain text or batches, and one request in twelve is
a bad one that must be refused. The exit status is 1 where more requests fail than
``--most-failures`` allows, or where articles of up to 1,000 words take longer than
``--most-p95`` milliseconds at the 95th percentile.
"""

import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

import gevent
import msgpack
from locust import HttpUser, constant_pacing, events, task
from recipe import article

EVERY = 10
"""Seconds between two requests of one user."""
SIZES = {100: 3, 300: 6, 600: 8, 1_200: 4, 2_500: 1, 5_000: 0.3}
"""Words of an article, and how often it comes."""
SHORT = 1_000
URL = "/v1/attributions"
SERVER_TIMING = re.compile(r"(\w+);dur=([\d.]+)")
BAD = (
    ({"data": b'{"text": ', "headers": {"Content-Type": "application/json"}}, 400),
    ({"json": {"text": ""}}, 422),
    ({"json": {"txt": "He said so."}}, 422),
    ({"data": b"He said so.", "headers": {"Content-Type": "image/png"}}, 415),
)
"""Requests that are wrong, and the status that each must get."""

_numbers = itertools.count()
_words: list[int] = []


class Newsroom(HttpUser):
    """Sends articles; counts an unexpected status or a missing record as a failure."""

    wait_time = constant_pacing(EVERY)

    def on_start(self) -> None:
        """Take a number: it seeds what this user sends, and when it begins."""
        self.chance = random.Random(next(_numbers))  # noqa: S311 - repeatable
        gevent.sleep(self.chance.uniform(0, EVERY))

    @task(60)
    def send_json(self) -> None:
        """Send an article as most clients do."""
        text = self._article()
        self._send(text, json={"text": text})

    @task(12)
    def send_msgpack(self) -> None:
        """Send an article as msgpack, and take msgpack back."""
        text = self._article()
        kind = {"Content-Type": "application/msgpack", "Accept": "application/msgpack"}
        self._send(text, data=msgpack.packb({"text": text}), headers=kind)

    @task(12)
    def send_plain(self) -> None:
        """Send an article as it is."""
        text = self._article()
        kind = {"Content-Type": "text/plain; charset=utf-8"}
        self._send(text, data=text.encode(), headers=kind)

    @task(8)
    def send_batch(self) -> None:
        """Send four short articles at once."""
        texts = [self._article(100) for _ in range(4)]
        lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
        kind = {"Content-Type": "application/x-ndjson"}
        with self.client.post(
            f"{URL}/batch", data=lines, headers=kind, name="batch", catch_response=True
        ) as answer:
            found = [json.loads(line)["status"] for line in answer.text.splitlines()]
            if found != [200] * len(texts):
                answer.failure(f"statuses of the lines: {found}")
            else:
                _words.extend(len(text.split()) for text in texts)

    @task(8)
    def send_bad(self) -> None:
        """Send what must be refused."""
        given, status = self.chance.choice(BAD)
        options: dict[str, Any] = {"name": "bad", "catch_response": True, **given}
        with self.client.post(URL, **options) as answer:
            if answer.status_code == status:
                answer.success()
            else:
                answer.failure(f"status {answer.status_code}, not {status}")

    def _article(self, words: int = 0) -> str:
        sizes, weights = zip(*SIZES.items(), strict=True)
        words = words or self.chance.choices(sizes, weights)[0]
        return article(words, seed=self.chance.randrange(1_000_000))

    def _send(self, text: str, **given: Any) -> None:  # noqa: ANN401 - as requests has it
        words = len(text.split())
        name = "article" if words <= SHORT else "long article"
        with self.client.post(URL, name=name, catch_response=True, **given) as answer:
            if answer.status_code != 200:  # noqa: PLR2004 - OK
                answer.failure(f"status {answer.status_code}")
                return
            _words.append(words)
        for stage, spent in SERVER_TIMING.findall(answer.headers["Server-Timing"]):
            self.environment.events.request.fire(
                request_type="server",
                name=stage,
                response_time=float(spent),
                response_length=0,
                exception=None,
                context={},
            )


@events.init_command_line_parser.add_listener
def _add_options(parser: Any) -> None:  # noqa: ANN401 - locust has no types
    parser.add_argument("--most-failures", type=float, default=0.0)
    parser.add_argument("--most-p95", type=float, default=5_000)
    parser.add_argument("--summary", default="")


@events.quitting.add_listener
def _judge(environment: Any, **_: object) -> None:  # noqa: ANN401 - locust has no types
    options, stats = environment.parsed_options, environment.stats
    kinds = ("article", "long article", "batch", "bad")
    asked = [stats.get(name, "POST") for name in kinds]
    requests = sum(one.num_requests for one in asked)
    failed = sum(one.num_failures for one in asked) / max(1, requests)
    articles = asked[0]
    p95 = articles.get_response_time_percentile(0.95)
    if options.summary:
        span = (stats.total.last_request_timestamp or 0) - stats.total.start_time
        measured = {
            "requests": requests,
            "failed": failed,
            "words_per_second": sum(_words) / max(span, 1e-9),
            "p50": articles.get_response_time_percentile(0.5),
            "p95": p95,
            "queue": stats.get("queue", "server").avg_response_time,
            "inference": stats.get("inference", "server").avg_response_time,
        }
        Path(options.summary).write_text(json.dumps(measured))
    if not requests or failed > options.most_failures or p95 > options.most_p95:
        environment.process_exit_code = 1
