"""docs/compiled-form.schema.json takes the golden forms of its version, and refuses what decode_form
refuses: an unknown member anywhere, a missing one, a value of another type."""

import copy
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is missing (scripts/lib/packages, purpose test)")

ROOT = pathlib.Path(sys.argv[1])
SCHEMA = json.loads((ROOT / "docs/compiled-form.schema.json").read_text(encoding="utf-8"))
VERSION = SCHEMA["properties"]["otklik_form"]["const"]
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def golden_forms():
    folder = ROOT / f"tests/golden/forms/v{VERSION}"
    newest = max(folder.parent.iterdir(), key=lambda path: int(path.name[1:]))
    assert newest == folder, f"the schema is of version {VERSION}, the newest golden forms are {newest.name}"
    files = sorted(folder.glob("*.json"))
    assert files, f"no golden form in {folder}"
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


def objects_in(value, path=()):
    """Every object with members of its own names, and the way to it."""
    if isinstance(value, dict):
        if not path or path[-1] not in ("label", "hint", "title", "columns", "image", "required_message", "constraint_message"):
            yield path
        for name, member in value.items():
            yield from objects_in(member, path + (name,))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from objects_in(element, path + (index,))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def refused(form, what):
    assert not VALIDATOR.is_valid(form), f"the schema takes {what}"


def check_form(name, form):
    for error in VALIDATOR.iter_errors(form):
        sys.exit(f"{name}: {error.json_path}: {error.message}")
    for path in objects_in(form):
        changed = copy.deepcopy(form)
        at(changed, path)["colour"] = "red"
        refused(changed, f"{name} with an unknown member at {path}")
    for member in SCHEMA["required"]:
        changed = copy.deepcopy(form)
        del changed[member]
        refused(changed, f"{name} without {member}")
        changed = copy.deepcopy(form)
        changed[member] = None
        refused(changed, f"{name} with null as {member}")


jsonschema.Draft202012Validator.check_schema(SCHEMA)
FORMS = golden_forms()
for form_name, golden in FORMS.items():
    check_form(form_name, golden)
print(f"{len(FORMS)} golden forms of version {VERSION} fit the schema")
