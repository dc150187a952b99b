"""The house keeps its rooms: nobody imports past a package's door, no room is crowded, each contract really forbids."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import cycle, islice, pairwise, product
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

ROOT = Path(__file__).resolve().parent.parent
READERS = ("planner", "routes", "benchmarks", "docs", "migrations")
MOST_MODULES = 15
HOUSES = (
    "planner.itinerary",
    "planner.train",
    "planner.exchange",
    "planner.package",
    "planner.stay",
)  # packages of rooms with doors
PAST = {  # (who may import past a door, what behind it): why
    ("migrations.env", "planner"): "Alembic needs every module that has tables",
    ("benchmarks.worker_growth", "planner.jobs"): "it times what runners ask of the records",
    ("planner.train.multi.solver", "planner.train.insertion.solver"): "solvers share numbers, and see no wishes",
    ("routes.api", "routes"): "operations answer with what the rooms of pages make",
    ("routes.rail", "routes.rail.forms"): "each page of the room and its own form",
}
CONFIGURATION = read_configuration(str(ROOT / "pyproject.toml"))
CONTRACTS = {options["name"]: options for options in CONFIGURATION["contracts_options"]}
MAKES = {"forbidden": ForbiddenContract, "layers": LayersContract}
ONLY = (  # an import that breaks one contract and no other
    ("Imports point one way", "planner.people", "planner.travel"),
    ("The rooms of itineraries are layers", "planner.itinerary.planning", "planner.itinerary.explain"),
    ("The rooms of trains are layers", "planner.train.scenario", "planner.train.report"),
    ("The rooms of the site are layers", "routes.jobs", "routes.seniors"),
    ("The planner knows no web", "planner.people", "flask"),
    ("Routes never touch a solver", "routes.seniors", "ortools"),
    ("The checker of itineraries shares nothing with their solver", "planner.itinerary.check",
     "planner.itinerary.inputs"),
    ("The checker of stays shares nothing with what plans them", "planner.stay.check", "planner.stay.planning.build"),
    ("The checker of trains shares nothing with their solvers", "planner.train.check", "ortools"),
    ("The checker of routes shares nothing with their solver", "planner.orienteering.check",
     "planner.orienteering.problem"),
    ("The checker of train orders shares nothing with their solver", "planner.dispatch.check",
     "planner.dispatch.problem"),
    ("The checker of packages shares nothing with what makes them", "planner.package.check", "planner.package.costing"),
    ("The checker of rooms, seats and berths shares nothing with their solvers", "planner.allocation.check",
     "planner.allocation.problem"),
    ("A solver sees no database", "planner.dispatch.solve", "planner.store"),
)  # fmt: skip


def test_nobody_imports_past_a_door() -> None:
    """What a package's __init__ names is for all; its modules are for the package alone."""
    found = [
        f"{importer} imports {module}"
        for importer, inside, module in _imports()
        if not _behind_no_door(inside, module) and not _agreed(importer, module)
    ]
    assert not found, "\n".join(found)


def test_what_is_agreed_is_needed() -> None:
    past = [(importer, module) for importer, inside, module in _imports() if not _behind_no_door(inside, module)]
    idle = [agreed for agreed in PAST if not any(_in(i, agreed[0]) and _in(m, agreed[1]) for i, m in past)]
    assert not idle


def test_no_room_is_crowded() -> None:
    counts = {folder: len(_modules(folder)) for top in ("planner", "routes") for folder in _packages(ROOT / top)}
    named = {str(folder.relative_to(ROOT)): count for folder, count in counts.items()}
    assert not {name: count for name, count in named.items() if count > MOST_MODULES}


def test_every_room_has_its_layer() -> None:
    layers = {room for layer in CONTRACTS["Imports point one way"]["layers"] for room in layer.split(" | ")}
    rooms = {f"planner.{path.stem}" for path in _modules(ROOT / "planner")}
    rooms |= {f"planner.{folder.name}" for folder in _packages(ROOT / "planner") if folder.parent == ROOT / "planner"}
    assert layers == rooms | {"routes"}


def test_every_contract_is_kept() -> None:
    assert not _broken(*CONTRACTS)


def test_every_contract_has_its_planted_import() -> None:
    assert [name for name, *_ in ONLY] == list(CONTRACTS)


@pytest.mark.parametrize(("contract", "importer", "imported"), ONLY)
def test_a_planted_import_breaks_just_its_contract(contract: str, importer: str, imported: str) -> None:
    assert _broken(*CONTRACTS, planted=(importer, imported)) == [contract]


@pytest.mark.parametrize("contract", [name for name in CONTRACTS if CONTRACTS[name]["type"] == "forbidden"])
def test_every_module_of_a_contract_is_held_to_it(contract: str) -> None:
    """Each source imports a forbidden module and each of those is imported; a folder stands for all that is in it."""
    options = CONTRACTS[contract]
    sources = [module for name in options["source_modules"] for module in _within(name)]
    forbidden = [module for name in options["forbidden_modules"] for module in _within(name)]
    assert sources
    assert forbidden
    edges = islice(zip(cycle(sources), cycle(forbidden), strict=False), max(len(sources), len(forbidden)))
    unseen = [edge for edge in edges if not _broken(contract, planted=edge)]
    assert not unseen


@pytest.mark.parametrize("contract", [name for name in CONTRACTS if CONTRACTS[name]["type"] == "layers"])
def test_no_layer_may_look_up(contract: str) -> None:
    """A room that imports one of the layer above it, or of the highest, is seen."""
    inside = (CONTRACTS[contract].get("containers") or [""])[0]
    layers = [
        [f"{inside}.{room}".lstrip(".") for room in layer.split(" | ")] for layer in CONTRACTS[contract]["layers"]
    ]
    upwards = {
        edge for above, below in pairwise(layers) for higher in (above, layers[0]) for edge in product(below, higher)
    }
    unseen = [edge for edge in upwards if not _broken(contract, planted=edge)]
    assert not unseen


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("planner", "routes", include_external_packages=True, cache_dir=None)


def _broken(*contracts: str, planted: tuple[str, str] | None = None) -> list[str]:
    """Those of the contracts that are broken, with that import planted."""
    graph = deepcopy(_graph())
    if planted:
        graph.add_import(importer=planted[0], imported=planted[1])
    return [name for name in contracts if not _keeps(name, graph)]


def _keeps(name: str, graph: grimp.ImportGraph) -> bool:
    options = CONTRACTS[name]
    contract = MAKES[options["type"]](name, CONFIGURATION["session_options"], options)
    return contract.check(deepcopy(graph), verbose=False).kept


def _within(expression: str) -> list[str]:
    """The modules a contract's name stands for, with all that is below them; a package from elsewhere is itself."""
    named = _graph().find_matching_modules(expression)
    below = [module for name in named if not _elsewhere(name) for module in _graph().find_descendants(name)]
    return sorted({*named, *below})


def _elsewhere(module: str) -> bool:
    return module.split(".")[0] not in ("planner", "routes")


@cache
def _imports() -> tuple[tuple[str, str, str], ...]:
    """(importer, the package it is in, the module of ours that it imports)."""
    return tuple(_read_imports())


def _read_imports() -> Iterator[tuple[str, str, str]]:
    paths = [ROOT / "wsgi.py", *(path for top in READERS for path in sorted((ROOT / top).rglob("*.py")))]
    for path in paths:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        importer = name.removesuffix(".__init__")
        inside = importer if path.name == "__init__.py" else importer.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in _named(node):
                yield importer, inside, module


def _named(node: ast.AST) -> set[str]:
    """Modules of ours that a statement imports; a name that a package's __init__ offers is not one of them."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names if _is_module(alias.name)}
    if isinstance(node, ast.ImportFrom) and node.module and _is_module(node.module):
        taken = {f"{node.module}.{a.name}" for a in node.names if a.name not in _offered(node.module)}
        return {node.module, *(name for name in taken if _is_module(name))}
    return set()


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return not _elsewhere(name) and (path.with_suffix(".py").exists() or (path / "__init__.py").exists())


@cache
def _offered(package: str) -> frozenset[str]:
    """The names that a package's __init__ binds."""
    path = ROOT.joinpath(*package.split("."), "__init__.py")
    if not path.exists():
        return frozenset()
    statements = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(a.asname or a.name for node in statements if isinstance(node, ast.ImportFrom) for a in node.names)


def _behind_no_door(inside: str, module: str) -> bool:
    """In the importer's own package, at the top, or itself a room of a house."""
    package = module.rpartition(".")[0]
    room = package in HOUSES and (ROOT.joinpath(*module.split(".")) / "__init__.py").exists()
    return room or package in ("", "planner", "routes") or _in(inside, package)


def _agreed(importer: str, module: str) -> bool:
    return any(_in(importer, who) and _in(module, what) for who, what in PAST)


def _in(module: str, room: str) -> bool:
    return f"{module}.".startswith(f"{room}.")


def _modules(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.py") if path.name != "__init__.py"]


def _packages(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.rglob("__init__.py"))
