"""schema.org: valid by the published typings (schema-dts), checked by TypeScript."""

import copy
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from service.exports.schema_org import to_schema_org
from tests.support.export_samples import NOTHING, ONLY_CUELESS, RESPONSE, TEXT
from tests.support.nodejs import NODE

PACKAGES = Path(__file__).parents[2] / "web" / "node_modules"
COMPILER = PACKAGES / "typescript" / "bin" / "tsc"
PROGRAM = """\
import type {{Graph}} from "schema-dts";
export const exported: Graph = {document};
"""
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler",
           "--module", "esnext", "--target", "es2022")  # fmt: skip
GOOD = {"full": RESPONSE, "nothing": NOTHING, "cueless": ONLY_CUELESS}
BAD = {"cue": "said", "spokenByCharacter": 7, "@type": "Quote"}
ERROR = re.compile(r"(\w+)\.ts\(\d+,\d+\): error TS")


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """Return the number of compiler errors in each document; compiled once."""
    if not COMPILER.is_file():
        pytest.skip("typescript or schema-dts is missing (npm ci in tests/web)")
    folder = tmp_path_factory.mktemp("typings")
    (folder / "node_modules").symlink_to(PACKAGES)
    documents: dict[str, Any] = {
        name: to_schema_org(TEXT, response) for name, response in GOOD.items()
    }
    for number, (member, value) in enumerate(BAD.items()):
        wrong = copy.deepcopy(documents["cueless"])
        wrong["@graph"][-1][member] = value
        documents[f"wrong{number}"] = wrong
    for name, document in documents.items():
        program = PROGRAM.format(document=json.dumps(document))
        (folder / f"{name}.ts").write_text(program, encoding="utf-8")
    command = [
        str(NODE),
        str(COMPILER),
        *OPTIONS,
        *[f"{name}.ts" for name in documents],
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == 2, done.stdout + done.stderr
    return Counter(ERROR.findall(done.stdout))


@pytest.mark.parametrize("name", GOOD)
def test_documents_have_the_published_types(
    complaints: Counter[str], name: str
) -> None:
    """Every property belongs to its type and has a value of an allowed type."""
    assert complaints[name] == 0


@pytest.mark.parametrize("number", range(len(BAD)))
def test_the_typings_are_really_asked(complaints: Counter[str], number: int) -> None:
    """An unknown property, value or type is a compiler error."""
    assert complaints[f"wrong{number}"] > 0
