"""`sensitivity` and `agreement` read a county of two matrices in one by a mapping, as `county` does."""

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import ExitCode
from toolkit.files.library import read_matrix


@pytest.fixture
def mapping(tmp_path: Path, checkout: Path) -> Path:
    """Read doubling values as linear ones."""
    lines = [
        'kind = "matrix_mapping"',
        'title = "Doubling values read as 0 to 4"',
        'source = "Agreed for a test"',
        'from_matrix = {id = "morile-style-csp-doubling", version = "1.0"}',
        'to_matrix = {id = "morile-style-csp", version = "1.0"}',
    ]
    for criterion in read_matrix(checkout / "matrices" / "morile-style-csp-1.0.toml").criteria:
        lines += ["[[criteria]]", f'from_criterion = "{criterion.id}"', f'to_criterion = "{criterion.id}"']
        lines += ["levels = [[0, 0], [1, 1], [2, 2], [4, 3], [8, 4]]"]
    path = tmp_path / "mapping.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["sensitivity", "agreement"])
def test_with_a_mapping_the_county_is_what_it_is_with_one_matrix(
    csp_toolkit: Any, command: str, checkout: Path, two_matrices: Path, mapping: Path
) -> None:
    assert json.loads(csp_toolkit(command, two_matrices, "--format", "json").out)["refused"]
    ran = csp_toolkit(command, two_matrices, "--mapping", mapping, "--format", "json")
    assert ran.code == ExitCode.DONE
    plain = csp_toolkit(command, checkout / "sample_districts", "--format", "json")
    assert json.loads(ran.out) == json.loads(plain.out)


@pytest.mark.parametrize("command", ["sensitivity", "agreement"])
def test_a_mapping_of_one_return_is_refused(
    csp_toolkit: Any, command: str, sample_county: Path, mapping: Path
) -> None:
    ran = csp_toolkit(command, sample_county / "dover", "--mapping", mapping)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "is one return, made with one matrix; --mapping is for a county's folder." in ran.err
