"""Proves, inside a finished image, that whatever the function can import is there, and with its bytecode.

It is piped into the image's own interpreter: standard library only. Imports inside functions count too, as a package
that was stripped too far would else fail in the middle of a job.
"""

import ast
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

TASK = Path("/var/task")
OWN = ("function", "bandup")


def module_name(path: Path) -> str:
    """The import name of a file below the task's folder."""
    parts = path.relative_to(TASK).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def statements(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the import statements of a module, except those that only a type checker reads."""
    if isinstance(tree, ast.Import | ast.ImportFrom):
        yield tree
    children = ast.iter_child_nodes(tree)
    if isinstance(tree, ast.If) and ast.unparse(tree.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
        children = iter(tree.orelse)
    for child in children:
        yield from statements(child)


def find_imports(name: str, path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield what a module imports, as (module, name taken from it or None)."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for statement in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(statement, ast.Import):
            yield from ((alias.name, None) for alias in statement.names)
        else:
            relative = "." * statement.level + (statement.module or "")
            module = importlib.util.resolve_name(relative, package)
            yield from ((module, alias.name) for alias in statement.names)


def explain_missing(module: str, name: str | None) -> str | None:
    """What is wrong with importing a name from a module, or None."""
    try:
        loaded = importlib.import_module(module)
        if name and name != "*" and not hasattr(loaded, name):
            importlib.import_module(f"{module}.{name}")
    except ImportError as error:
        return f"import of {module}: {error}"
    except (Exception, SystemExit):  # noqa: BLE001 - a handler without its settings may refuse to load, in its own way
        return None
    return None


def import_problems() -> Iterator[str]:
    """Import everything that is reached from the function's own modules; yield what can't be."""
    waiting = {module_name(path): path for path in (TASK / "function").rglob("*.py")}
    reached: set[str] = set()
    while waiting:
        name, path = waiting.popitem()
        reached.add(name)
        for module, taken in [(name, None), *find_imports(name, path)]:
            problem = explain_missing(module, taken)
            if problem:
                yield f"{name}: {problem}"
        for loaded in [key for key in sys.modules if key.startswith("bandup")]:
            origin = getattr(sys.modules[loaded], "__file__", None)
            if loaded not in reached and origin:
                waiting[loaded] = Path(origin)


def bytecode_problems() -> Iterator[str]:
    """Yield the sources without bytecode: all that are installed, and all that were imported."""
    sources = {path for path in TASK.rglob("*.py") if "function" not in path.relative_to(TASK).parts[0]}
    files = (getattr(module, "__file__", None) or "" for module in sys.modules.values())
    sources |= {Path(name) for name in files if name.endswith(".py")}
    for source in sorted(sources):
        if not Path(importlib.util.cache_from_source(str(source))).is_file():
            yield f"no bytecode: {source}"


if __name__ == "__main__":
    found = [*import_problems(), *bytecode_problems()]
    sys.exit("\n".join(found) or None)
