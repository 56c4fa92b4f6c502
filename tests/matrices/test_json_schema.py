import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from toolkit.__main__ import run
from toolkit.files.list_kinds import kinds, model_of


def _schema(capsys: pytest.CaptureFixture[str], kind: str = "matrix") -> Draft202012Validator:
    assert run(["matrix", "schema", "--kind", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_shipped_file_satisfies_the_printed_schema_of_its_kind(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted((checkout / "matrices").glob("*.toml"))
    assert files
    for file in files:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        _schema(capsys, values["kind"]).validate(json.loads(json.dumps(values, default=str)))


def test_the_schema_refuses_what_the_reader_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    risk = {"combine": "sum", "provenance": "local", "source": "x"}
    texts = dict.fromkeys(("title", "description", "source"), "x")
    lacking = {"kind": "matrix", "id": "x", "version": "1.0", "provenance": "local", "risk": risk, **texts}
    with pytest.raises(ValidationError, match="'sections' is a required property"):
        _schema(capsys).validate(lacking)


def test_an_unknown_kind_names_the_kinds_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["matrix", "schema", "--kind", "matix"]) == 2
    assert f"There is no kind 'matix'. Kinds: {', '.join(kinds())}." in capsys.readouterr().err


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_model_that_says_its_kind(kind: str) -> None:
    assert model_of(kind).model_fields["kind"].default == kind
