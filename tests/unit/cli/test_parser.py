"""The parser of the command line."""

from service.cli.parser import build_parser


def test_every_command_has_a_module() -> None:
    """Each command of the parser names a module that runs it."""
    commands = {
        "attribute": ["attribute", "-"],
        "batch": ["batch", "in", "out", "--workers", "2"],
        "serve": ["serve"],
        "openapi": ["openapi"],
        "models": ["models", "list"],
        "evaluate": ["evaluate", "gold"],
    }
    for name, argv in commands.items():
        assert build_parser().parse_args(argv).module == f"service.cli.commands.{name}"
