"""Reads the SDMX output of a merge with pysdmx and sdmx1, which are in no Debian.

    python3 -m venv sdmx && sdmx/bin/pip install "pysdmx[all]" sdmx1
    sdmx/bin/python bench/read_sdmx.py resultados/sdmx

pysdmx holds the structure against the schemas of the standard; then every figure must be there once, with codes of its lists.
"""

import sys
from pathlib import Path

import sdmx
from pysdmx.io import get_datasets, read_sdmx

for folder in map(Path, sys.argv[1:]):
    structure, data = folder / "structure.xml", folder / "data.csv"
    message = read_sdmx(structure, validate=True)
    [definition] = message.get_data_structure_definitions()
    [dataset] = get_datasets(data, structure)
    lists = {codelist.id: {code.id for code in codelist.codes} for codelist in message.get_codelists()}
    key = [dimension.id for dimension in definition.components.dimensions]
    assert not dataset.data.duplicated(key).any(), "a figure stands twice"
    for component in definition.components:
        known = lists.get(f"CL_{component.id}")
        if known is not None:
            unknown = set(dataset.data[component.id].dropna().astype(str)) - known - {""}
            assert not unknown, f"{component.id}: {sorted(unknown)[:5]}"
    [other] = sdmx.read_sdmx(structure).structure.values()
    assert [dimension.id for dimension in other.dimensions.components] == key, "sdmx1 reads another key"
    print(f"{folder}: {len(dataset.data)} figures, key {', '.join(key)}")
