"""The requests of a newsroom at a constant rate of arrival.

    locust -f load_tests/locustfile.py --headless --users 10 --spawn-rate 10 -t 60s

Run it from the root of the repository, from which ``load_tests`` is imported: locust
puts the working directory on the path.

Each user sends one request every ten seconds (``--every``) whether or not the service
keeps up: ten users are one request a second. With ``--every 0`` users send the next
request when the last is answered, which measures the capacity.

Articles of 100 to 5,000 words come from the seeded recipe; most are JSON, some msgpack,
plain text or batches, and one request in twelve is invalid and must be refused. The
exit status is 1 if the share of failures exceeds ``--most-failures``, or the 95th
percentile of articles of up to 1,000 words exceeds ``--most-p95`` seconds.
"""

import itertools
import json
import random
import re
import time
from pathlib import Path
from typing import Any

import gevent
import msgpack
import msgspec
from locust import HttpUser, events, task

from load_tests.acceptance import OK, Answer, Measured, measure
from load_tests.mix import PlannedRequest, generate_requests

URL = "/v1/attributions"
SERVER_TIMING = re.compile(r"(\w+);dur=([\d.]+)")
BAD = (
    ({"data": b'{"text": ', "headers": {"Content-Type": "application/json"}}, 400),
    ({"json": {"text": ""}}, 422),
    ({"json": {"txt": "He said so."}}, 422),
    ({"data": b"He said so.", "headers": {"Content-Type": "image/png"}}, 415),
)
"""Invalid requests and the status of their responses."""

_numbers = itertools.count()
_requests = generate_requests()
_answers: list[Answer] = []


class Newsroom(HttpUser):
    """Sends articles; counts an unexpected status or a missing record as a failure."""

    def on_start(self) -> None:
        """Wait a random time before the first request, seeded by the user's number."""
        self.every = self.environment.parsed_options.every
        chance = random.Random(next(_numbers))  # noqa: S311 - repeatable
        gevent.sleep(chance.uniform(0, self.every))
        self.due = time.monotonic()

    def wait_time(self) -> float:
        """Return the seconds until this user's next request."""
        self.due += self.every
        return max(0.0, self.due - time.monotonic())

    @task
    def send(self) -> None:
        """Send the next request of the mix."""
        planned = next(_requests)
        given, status, name = _request(planned)
        url = f"{URL}/batch" if planned.kind == "batch" else URL
        begun = time.perf_counter()
        with self.client.post(url, name=name, catch_response=True, **given) as answer:
            seconds = time.perf_counter() - begun
            got = _status(planned, answer)
            spent = dict(SERVER_TIMING.findall(answer.headers.get("Server-Timing", "")))
            _answers.append(
                Answer(
                    kind=name,
                    status=got,
                    right=got == status,
                    begun=begun,
                    seconds=seconds,
                    words=planned.words,
                    queue=float(spent.get("queue", 0)) / 1000,
                    inference=float(spent.get("inference", 0)) / 1000,
                )
            )
            if got == status:
                answer.success()
            else:
                answer.failure(f"status {got}, not {status}")


def _request(planned: PlannedRequest) -> tuple[dict[str, Any], int, str]:
    """Return the arguments of the request, the expected status and the name."""
    if planned.kind == "bad":
        given, status = BAD[planned.number % len(BAD)]
        return given, status, "bad"
    if planned.kind == "batch":
        lines = "".join(json.dumps({"text": text}) + "\n" for text in planned.texts)
        kind = {"Content-Type": "application/x-ndjson"}
        return {"data": lines, "headers": kind}, OK, "batch"
    (text,) = planned.texts
    name = "article" if planned.words <= Measured.SHORT else "long article"
    if planned.kind == "json":
        return {"json": {"text": text}}, OK, name
    if planned.kind == "msgpack":
        kind = {"Content-Type": "application/msgpack", "Accept": "application/msgpack"}
        return {"data": msgpack.packb({"text": text}), "headers": kind}, OK, name
    kind = {"Content-Type": "text/plain; charset=utf-8"}
    return {"data": text.encode(), "headers": kind}, OK, name


def _status(planned: PlannedRequest, answer: Any) -> int:  # noqa: ANN401 - locust has no types
    """Return the status of a response; of a batch the highest of its lines."""
    if planned.kind != "batch" or answer.status_code != OK:
        return int(answer.status_code)
    found = [int(json.loads(line)["status"]) for line in answer.text.splitlines()]
    return max(found) if len(found) == len(planned.texts) else 0


@events.init_command_line_parser.add_listener
def _add_options(parser: Any) -> None:  # noqa: ANN401 - locust has no types
    parser.add_argument("--every", type=float, default=10.0)
    parser.add_argument("--most-failures", type=float, default=0.0)
    parser.add_argument("--most-p95", type=float, default=5.0)
    parser.add_argument("--summary", default="")


@events.quitting.add_listener
def _set_exit_code(environment: Any, **_: object) -> None:  # noqa: ANN401 - locust has no types
    options, got = environment.parsed_options, measure(_answers)
    if options.summary:
        Path(options.summary).write_bytes(msgspec.json.encode(_answers))
    if (
        not got.requests
        or got.failed > options.most_failures
        or got.p95 > options.most_p95
    ):
        environment.process_exit_code = 1
