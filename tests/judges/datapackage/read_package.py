"""Reads every table of a Data Package with pandas, by the types that it declares; tells rows and what does not hold."""

import json
import os
import sys

import pandas

TYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string", "string": "string"}


def read(folder, resource):
    dialect = resource["dialect"]
    fields = resource["schema"]["fields"]
    decimal = next((field["decimalChar"] for field in fields if "decimalChar" in field), ".")
    table = pandas.read_csv(
        os.path.join(folder, resource["path"]),
        sep=dialect["delimiter"],
        decimal=decimal,
        dtype={field["name"]: TYPES[field["type"]] for field in fields},
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
        encoding="utf-8-sig",
    )
    for field in fields:
        if field["type"] == "date":
            table[field["name"]] = pandas.to_datetime(table[field["name"]], format="%Y-%m-%d")
    return table


def problems(resource, tables):
    table = tables[resource["name"]]
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    if list(table.columns) != names:
        yield "columns differ"
    key = schema.get("primaryKey", [])
    if key and (table[key].isna().any().any() or table.duplicated(key).any()):
        yield f"the key {key} is empty or not unique"
    for foreign in schema.get("foreignKeys", []):
        target = tables[foreign["reference"]["resource"]][foreign["reference"]["fields"]]
        if not table[foreign["fields"]].dropna().isin(target).all():
            yield f"{foreign['fields']} is not in {foreign['reference']['resource']}"


folder = sys.argv[1]
with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as file:
    package = json.load(file)
tables = {resource["name"]: read(folder, resource) for resource in package["resources"]}
found = [f"{one['name']}: {problem}" for one in package["resources"] for problem in problems(one, tables)]
print(json.dumps({"rows": {name: len(table) for name, table in tables.items()}, "problems": found}))
