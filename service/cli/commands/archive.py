"""``archive``: attribute any number of articles and write tables.

A stopped run is continued by the same command.
"""

import argparse
from datetime import timedelta
from pathlib import Path

import msgspec

from service.cli.progress import Meter
from service.cli.terminal import CommandFailed, Terminal
from service.serving.capacity import available_cores, available_memory, plan_processes
from service.serving.wiring import FACTORY
from service.settings import Settings, env_name

try:
    from service.archive.cluster import connect_to_ray, plan_workers
    from service.archive.input.blocks import ArchivePlan, plan_blocks
    from service.archive.input.input_files import find_input_files
    from service.archive.output.manifest import claim, make_manifest, metadata_of
    from service.archive.output.parts import TableStore
    from service.archive.output.summary import summarise
    from service.archive.run import attribute_blocks
    from service.cli.archive_summary import render
except ModuleNotFoundError as missing:
    raise CommandFailed(
        "archive needs the extra whosaid-attribution[archive]: "
        f"there is no {missing.name}"
    ) from missing


class ArchiveTask(msgspec.Struct, frozen=True):
    """The settings and options of a run."""

    settings: Settings
    address: str | None
    workers: int | None
    device_set: bool
    factory: str


def run(
    args: argparse.Namespace, terminal: Terminal, *, factory: str = FACTORY
) -> None:
    """Attribute the blocks that are not complete; print a summary of the output."""
    task = ArchiveTask(
        terminal.settings(),
        args.address,
        args.workers,
        bool(terminal.environ.get(env_name("device"))),
        factory,
    )
    output: Path = args.output
    with terminal.errors.status("looking at the input"):
        sources = find_input_files(args.input, output=output)
        plan = plan_blocks(sources, sample=args.sample)
    manifest = make_manifest(task.settings, plan, form=args.format, sample=args.sample)
    with claim(output, manifest):
        store = TableStore(output, args.format, metadata_of(manifest))
        store.prepare()
        _attribute_rest(plan, store, task, terminal)
        terminal.errors.print(render(summarise(store)))


def _attribute_rest(
    plan: ArchivePlan, store: TableStore, task: ArchiveTask, terminal: Terminal
) -> None:
    done = sum(plan.sizes[number] for number in store.finished())
    if done:
        terminal.errors.print(f"{done:,} articles are there from an earlier run")
    if done == plan.articles:
        return
    threads = task.settings.threads
    workers = task.workers or plan_processes(
        cores=available_cores(), threads=threads, memory=available_memory()
    )
    with (
        connect_to_ray(task.address, cpus=workers * threads) as resources,
        Meter(terminal.errors, total=plan.articles, done=done) as meter,
    ):
        settings, workers = plan_workers(
            resources,
            task.settings,
            workers=task.workers,
            device_set=task.device_set,
        )
        for result in attribute_blocks(
            plan, store, settings, workers=workers, factory=task.factory
        ):
            meter.advance(result.articles, result.words)
    _print_speed(plan, meter, plan.articles - done, terminal)


def _print_speed(
    plan: ArchivePlan, meter: Meter, articles: int, terminal: Terminal
) -> None:
    """Print the time and speed; of a sample also the estimate for the whole input."""
    took = timedelta(seconds=round(meter.seconds))
    speed = meter.words / meter.seconds
    terminal.errors.print(f"{articles:,} articles in {took}: {speed:,.0f} words/s")
    if plan.total > plan.articles:
        whole = timedelta(seconds=round(meter.seconds * plan.total / articles))
        terminal.errors.print(f"all {plan.total:,} articles would take about {whole}")
