#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Validates a JSON list of services against the HSDS 3.0 schemas, with formats, and shows first that it can refuse.

usage: validate_hsds.py SCHEMA_FOLDER EXAMPLE_SERVICE EXPORTER
EXPORTER is run with the name of a file to write.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
from jsonschema import Draft202012Validator, FormatChecker, RefResolver  # noqa: E402

formats = FormatChecker()
URI = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$")
UUID = re.compile(r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+$")
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
for name, pattern in (("uri", URI), ("uuid", UUID), ("email", EMAIL), ("date-time", TIME)):
    formats.checks(name)(lambda value, p=pattern: not isinstance(value, str) or p.match(value) is not None)


def validator(folder):
    """service.json, with every $ref answered from the folder and never from elsewhere."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    # The published files name each other by file name; some carry a name that is no URI as $id.
    for schema in schemas.values():
        schema.pop("$id", None)
    base = "file:///hsds/"
    store = {base + name: schema for name, schema in schemas.items()}
    resolver = RefResolver(base + "service.json", schemas["service.json"], store=store,
                           handlers={"file": lambda uri: store[uri]})
    return Draft202012Validator(schemas["service.json"], resolver=resolver, format_checker=formats)


def faults_of(check, service):
    return [f"{list(e.absolute_path)}: {e.message[:200]}" for e in check.iter_errors(service)]


def main():
    folder, example_path, exporter = sys.argv[1:4]
    check = validator(pathlib.Path(folder))

    example = json.loads(pathlib.Path(example_path).read_text("utf-8"))
    if faults_of(check, example):
        sys.exit("the published example is refused: " + "; ".join(faults_of(check, example)))
    planted = {
        "url": "not a uri",
        "email": "nobody",
        "status": "open",
        "id": "svc_1",
        "name": None,
        "phones": [{"id": example["id"]}],
        "service_at_locations": [{"id": example["id"], "location": {"id": example["id"]}}],
    }
    for key, wrong in planted.items():
        changed = copy.deepcopy(example)
        changed[key] = wrong
        if not faults_of(check, changed):
            sys.exit(f"a wrong {key} was not noticed: this check can't fail")

    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "export.json"
        subprocess.run([exporter, str(path)], check=True)
        services = json.loads(path.read_text("utf-8"))
    bad = 0
    for index, service in enumerate(services):
        for fault in faults_of(check, service):
            bad += 1
            if bad <= 20:
                print(f"service {index} ({service.get('name')}): {fault}")
    print(f"{len(services)} services, {bad} faults")
    sys.exit(1 if bad or len(services) < 800 else 0)


main()
