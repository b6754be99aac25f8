"""Write the Python and the TypeScript client into a folder: ``make clients``."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.nodejs import NODE

HERE = Path(__file__).parent

SPEC = HERE.parents[1] / "api_spec"
DOCUMENT = SPEC / "openapi.json"
EXTRAS = SPEC / "clients"
PACKAGE = "whosaid_client"
VERSION = re.compile(r"^version = .*", re.MULTILINE)
GENERATOR = HERE / "node_modules" / ".bin" / "openapi-typescript"


def make_python(folder: Path) -> None:
    """Write the package ``whosaid_client`` with its helpers and ``pyproject.toml``.

    The version is that of the OpenAPI document.
    """
    folder.mkdir(parents=True, exist_ok=True)
    generator = Path(sys.executable).with_name("openapi-python-client")
    config = HERE / "python_client.yaml"
    package = folder / PACKAGE
    options: list[str | Path] = ["--meta", "none", "--overwrite", "--config", config]
    _run(generator, "generate", "--path", DOCUMENT, "--output-path", package, *options)
    shutil.copy(EXTRAS / "python" / "extras.py", package)
    (package / "py.typed").touch()
    version = json.loads(DOCUMENT.read_text("utf-8"))["info"]["version"]
    project = (EXTRAS / "python" / "pyproject.toml").read_text("utf-8")
    project = VERSION.sub(f'version = "{version}"', project)
    (folder / "pyproject.toml").write_text(project, "utf-8")
    shutil.copy(EXTRAS / "python" / "README.md", folder)


def make_typescript(folder: Path) -> None:
    """Write the generated types, the helpers and the files to compile them."""
    folder.mkdir(parents=True, exist_ok=True)
    types = folder / "schema.ts"
    options: list[str | Path] = ["--output", types, "--default-non-nullable=false"]
    _run(NODE, GENERATOR, DOCUMENT, *options)
    for file in (EXTRAS / "typescript").iterdir():
        shutil.copy(file, folder)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[:2]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    make_python(target / "python")
    make_typescript(target / "typescript")
    print(f"{target}/python: pip install {target}/python")  # noqa: T201
    print(f"{target}/typescript: npm install and npx tsc there")  # noqa: T201
