"""Draws which package of shared/bandup and of ops/ imports which: `make layers`.

The order of the packages is that of the layers in pyproject.toml, which `make lint` holds: arrows point down only.
"""

import tomllib

import grimp

from ops.paths import ROOT


def draw(container: str, layers: list[list[str]]) -> str:
    """The packages from the highest layer to the lowest, each with what it imports.

    Args:
        container: `bandup` or `ops`.
        layers: its packages, highest layer first.
    """
    graph = grimp.build_graph(container)
    names = [name for layer in layers for name in layer]
    width = max(map(len, names))
    lines = [container]
    for layer in layers:
        for name in layer:
            imported = [
                other
                for other in names
                if other != name and _imports(graph, f"{container}.{name}", f"{container}.{other}")
            ]
            lines.append(f"  {name:<{width}} -> {', '.join(imported) or 'nothing'}")
        lines.append("")
    return "\n".join(lines)


def configured_layers(container: str) -> list[list[str]]:
    """The layers of a package as pyproject.toml names them, highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (contract,) = [each for each in contracts if each.get("containers") == [container]]
    return [layer.split(" | ") for layer in contract["layers"]]


def _imports(graph: grimp.ImportGraph, importer: str, imported: str) -> bool:
    return graph.direct_import_exists(importer=importer, imported=imported, as_packages=True)


if __name__ == "__main__":
    for package in ("bandup", "ops"):
        print(draw(package, configured_layers(package)))
