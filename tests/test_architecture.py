"""The house rules, held by the code itself: who may import what, how long things may be, what every module begins with."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

ROOT = Path(__file__).parents[1]
ROOMS = ("store", "knowledge", "retrieval", "reach", "bot", "admin", "commands")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
EXEMPT = {"bot/wording.py"}  # from the length of a module: wording, beside migrations
SQL = {"sqlalchemy", "alembic", "sqlite3", "aiosqlite", "psycopg"}
HOMES = {  # a foreign technology → the only places that name it
    **dict.fromkeys(SQL, ("store/", "knowledge/", "reach/", "migrations/")),
    "aiogram": ("bot/telegram/",),
    **dict.fromkeys(("yaml", "python_calamine", "xlsxwriter"), ("knowledge/",)),
    "jinja2": ("admin/", "bot/webchat/"),
    **dict.fromkeys(
        ("numpy", "faiss", "bm25s", "model2vec", "sentence_transformers", "tokenizers", "torch"),
        ("retrieval/",),
    ),
}
MAY_CATCH_ALL = {
    "bot/desk.py",  # the message edge
    "bot/deliver.py",  # the delivery loop
    "bot/telegram/receiver.py",  # the message edge of one channel
    "bot/webchat/receiver.py",
}
CLASSES_OF_SETTINGS = ("store", "knowledge", "bot", "bot.telegram", "retrieval")


def sources(*places: str) -> dict[str, ast.Module]:
    """The parsed modules below some places of the repository, by path from its root."""
    paths = [path for place in places for path in sorted((ROOT / place).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in paths}


PRODUCT = sources(*ROOMS, "migrations") | {
    "congdoan.py": ast.parse((ROOT / "congdoan.py").read_text("utf-8"))
}
EVERYTHING = PRODUCT | sources("tests", "benchmarks")


def imports(module: ast.Module) -> Iterator[str]:
    """The full names of the modules imported anywhere in it, those inside functions included."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_the_contracts_between_rooms_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout)


@pytest.mark.parametrize("technology", HOMES)
def test_a_foreign_technology_is_named_only_at_home(technology: str) -> None:
    strangers = [
        path
        for path, module in PRODUCT.items()
        if technology in {name.split(".")[0] for name in imports(module)}
        and not path.startswith(HOMES[technology])
    ]

    assert strangers == []


def test_nobody_imports_the_street_door() -> None:
    assert [path for path, module in PRODUCT.items() if "congdoan" in imports(module)] == []


def test_imports_make_no_circle_those_inside_functions_included() -> None:
    names = {module_name(path) for path in PRODUCT}
    graph = {
        module_name(path): names.intersection(imports(module)) - {module_name(path)}
        for path, module in PRODUCT.items()
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")

    assert set(order) == names


def test_every_module_opens_with_a_sentence() -> None:
    silent = [path for path, module in EVERYTHING.items() if module.body and not ast.get_docstring(module)]

    assert silent == []


def test_every_module_of_a_room_has_something_to_say() -> None:
    assert [path for path in PRODUCT if not path.startswith("migrations/") and not PRODUCT[path].body] == []


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {
        path: len((ROOT / path).read_text("utf-8").splitlines())
        for path in EVERYTHING
        if path not in EXEMPT and not path.startswith("migrations/versions/")
    }

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, module in EVERYTHING.items()
        if not path.startswith("migrations/versions/")
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes every fault: `except:`, `except Exception`, `except BaseException`, alone or among others."""
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in caught)


def test_every_fault_is_caught_only_at_the_agreed_edges() -> None:
    found = {
        path
        for path, module in PRODUCT.items()
        for node in ast.walk(module)
        if isinstance(node, ast.ExceptHandler) and catches_all(node)
    }

    assert found - MAY_CATCH_ALL == set()


# --- settings ---------------------------------------------------------------------------------------------------------


def settings_classes() -> list[type[BaseSettings]]:
    """The settings class of each room that has one."""
    found = []
    for room in CLASSES_OF_SETTINGS:
        module = importlib.import_module(f"{room}.settings")
        found += [
            value
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, BaseSettings) and value is not BaseSettings
        ]
    return found


def test_every_settings_class_is_in_a_room_this_test_knows() -> None:
    homes = {
        module_name(path)
        for path, module in PRODUCT.items()
        if "pydantic_settings.BaseSettings" in imports(module)
    }

    assert homes == {f"{room}.settings" for room in CLASSES_OF_SETTINGS}


def test_the_example_lists_exactly_the_variables_there_are() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    listed = re.findall(r"^#?\s*([A-Z][A-Z0-9_]+)=", text, re.MULTILINE)
    known = [
        f"{settings.model_config.get('env_prefix', '')}{field}".upper()
        for settings in settings_classes()
        for field in settings.model_fields
    ]

    assert sorted(listed) == sorted(known)


@pytest.mark.parametrize("settings", settings_classes(), ids=lambda settings: settings.__name__)
def test_the_example_copied_as_it_is_changes_nothing(
    settings: type[BaseSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    for field in settings.model_fields:
        monkeypatch.delenv(f"{settings.model_config.get('env_prefix', '')}{field}".upper(), raising=False)

    example = settings(_env_file=ROOT / ".env.example")

    assert example == settings(_env_file=None)


# --- words ------------------------------------------------------------------------------------------------------------


def test_every_word_of_the_glossary_is_a_name_in_the_code() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    words = {
        word
        for row in re.findall(r"^\| (`.+?`) \|", text, re.MULTILINE)
        for word in re.findall(r"`(\w+)`", row)
    }
    names = {
        node.name
        for module in PRODUCT.values()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }

    assert len(words) > 20
    assert words - names == set()
