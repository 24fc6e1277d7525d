"""Which names of functions are bare participles."""

from pathlib import Path

import pytest

from ops.names import is_bare_participle, main, participles


@pytest.mark.parametrize("name", ["held", "_held", "measured", "__shown", "told", "listening", "chosen", "translated"])
def test_a_participle_alone_is_found(name: str) -> None:
    assert is_bare_participle(name)


@pytest.mark.parametrize(
    "name", ["hold", "embed", "feed", "read", "run", "measure_flags", "added_to", "__init__", "ring"]
)
def test_verbs_nouns_and_longer_names_are_fine(name: str) -> None:
    assert not is_bare_participle(name)


def test_a_property_may_have_any_name() -> None:
    source = "class A:\n    @property\n    def held(self): ...\n\n    def shown(self): ...\n\nasync def told(): ...\n"
    assert sorted(participles(source)) == [(5, "shown"), (7, "told")]


def test_the_list_names_each_place_and_fails(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.py").write_text("def held(): ...\n")
    with pytest.raises(SystemExit, match=r"shared/a\.py:1: held"):
        main(tmp_path)
    (tmp_path / "shared" / "a.py").write_text("def hold(): ...\n")
    main(tmp_path)
