"""One article on its way through its units."""

import asyncio

from service.errors import InferenceFailed
from service.serving.job import Job
from service.serving.work_units import ParsePart, PartPlan

PARTS = ((0, 1), (1, 2))


def test_losses_count_by_unit() -> None:
    """Two workers that die at once cost an article nothing; a part that kills does."""

    async def run() -> None:
        future = asyncio.get_running_loop().create_future()
        job = Job("a b", unit_words=1, now=0.0, expires=9.0, future=future)
        job.receive(job.take(0.0), PartPlan(PARTS), seconds=0.0)
        parts = [job.take(0.0), job.take(0.0)]
        for part in parts:
            job.lose(part)
        assert not future.done()
        assert {job.take(0.0), job.take(0.0)} == {ParsePart("a b", *at) for at in PARTS}

        job.lose(parts[0])

        assert isinstance(future.exception(), InferenceFailed)

    asyncio.run(run())
