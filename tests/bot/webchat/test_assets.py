"""Files of the page: hashed addresses, long caching, nothing outside the folder."""

from pathlib import Path

from bot.webchat.assets import Assets


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return folder


def test_a_change_in_a_named_file_changes_the_address_of_the_file_that_names_it(tmp_path: Path) -> None:
    before = Assets(write(tmp_path, page='import "./view.js";', view="one"))

    after = Assets(write(tmp_path, view="two"))

    assert before.url("page.js") != after.url("page.js")


def test_a_file_that_did_not_change_keeps_its_address(tmp_path: Path) -> None:
    before = Assets(write(tmp_path, page="same", view="one"))

    after = Assets(write(tmp_path, view="two"))

    assert before.url("page.js") == after.url("page.js")
