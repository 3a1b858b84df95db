"""How the project is laid out, as rules that a machine can check; docs/architecture.md tells why."""

import ast
import itertools
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("portal", "services", "access_log", "auth", "storage")
ROOMS = (*SHIPPED, "dev", "tests", "bench", "tools")

LONGEST_FILE = 200
LONGEST_TEST_FILE = 300
LONGEST_FUNCTION = 40

# A later move to another HTTP client is a change of these and of nothing else (ADR 0001).
SPEAK_HTTP = {
    "auth/answers.py",
    "auth/keys.py",
    "auth/metadata.py",
    "auth/oidc.py",
    "auth/token_client.py",
    "auth/transport.py",
    "auth/wiring.py",
    "portal/opening.py",
    "services/http.py",
}

DRAWERS = {"base", "common", "core", "helpers", "managers", "misc", "utils"}


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """Every Python file of *rooms*, by its path from the root, parsed."""
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "node_modules" not in name:
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """What a module imports by its whole name; relative imports are left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def reads_environment(tree: ast.Module) -> bool:
    """Whether a module touches the process's environment."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv", "putenv"}
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("package", SHIPPED)
def test_no_dependency_brings_a_package_of_the_same_name(package: str) -> None:
    """A checkout lists no owner of our packages, an installed wheel lists only ours."""
    owners = packages_distributions().get(package, [])

    assert set(owners) <= {"mine-helseopplysninger"}


def test_the_successor_of_httpx_is_not_here() -> None:
    """Authlib and Starlette would use it in tests while production used HTTPX (ADR 0001)."""
    assert find_spec("httpx2") is None


def test_every_folder_of_code_is_a_package() -> None:
    """An implicit namespace package is left out of the wheel without a word."""
    folders = {ROOT / Path(name).parent for name, _ in modules(*ROOMS)}

    revisions = {folder for folder in folders if folder.name == "versions"}
    assert [str(folder) for folder in folders - revisions if not (folder / "__init__.py").exists()] == []


def test_a_package_says_in_one_line_what_it_is() -> None:
    """Its __init__ holds that line and no code."""
    packages = [(name, tree) for name, tree in modules(*SHIPPED) if name.endswith("__init__.py")]

    wordy = [name for name, tree in packages if "\n" in (ast.get_docstring(tree) or "\n")]
    busy = [name for name, tree in packages if len(tree.body) > 1]
    assert (wordy, busy) == ([], [])


def test_every_module_says_what_it_is_for() -> None:
    """Also those that a linter takes for private."""
    assert [name for name, tree in modules(*ROOMS) if not ast.get_docstring(tree)] == []


def test_files_can_be_read_in_one_go() -> None:
    """A file that outgrows the limit is two files."""

    def limit(name: str) -> int:
        return LONGEST_TEST_FILE if name.startswith("tests/") else LONGEST_FILE

    lengths = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name, _ in modules(*ROOMS)
    }
    assert {name: length for name, length in lengths.items() if length > limit(name)} == {}


def test_functions_can_be_read_at_a_glance() -> None:
    """A function that outgrows the limit does two things."""
    lengths = {
        f"{name}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for name, tree in modules(*ROOMS)
        for function in functions(tree)
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_drawers() -> None:
    """A module is named by what it knows, never by there being no better place."""
    assert [name for name, _ in modules(*SHIPPED) if DRAWERS & set(Path(name).with_suffix("").parts)] == []


def test_functions_are_named_by_their_answer() -> None:
    """`doses_of(person)`, not `get_doses`."""
    named = [f"{name}:{function.name}" for name, tree in modules(*SHIPPED) for function in functions(tree)]

    # Starlette calls this one by name (portal/assets.py).
    assert [name for name in named if ":get_" in name and not name.endswith(":get_response")] == []


def test_only_settings_read_the_environment() -> None:
    """All that a deployment can change is in the settings, and so in docs/operations.md."""
    readers = [name for name, tree in modules(*SHIPPED) if reads_environment(tree)]

    assert [name for name in readers if not name.endswith("/settings.py")] == []


def test_few_modules_know_the_http_client() -> None:
    """The others speak through them."""
    importers = {
        name
        for name, tree in modules(*SHIPPED)
        if any(module.partition(".")[0] in {"httpx", "httpx_aiohttp"} for module in imports(tree))
    }

    assert importers <= SPEAK_HTTP


def test_inside_a_package_imports_are_relative() -> None:
    """So that an import tells whether it leaves the room."""
    inside = [
        f"{name} imports {module}"
        for room, (name, tree) in itertools.chain.from_iterable(
            ((room, module) for module in modules(room)) for room in SHIPPED
        )
        for module in imports(tree)
        if module.partition(".")[0] == room
    ]

    assert inside == []
