"""Reads all cells of every workbook of a folder and nothing else: `python_folder.py READER FOLDER`; answers with seconds, cells, megabytes."""
import pathlib
import resource
import sys
import time

from readers import READERS

cells = 0
begun = time.perf_counter()
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.xlsx")):
    try:
        cells += READERS[sys.argv[1]](file)
    except Exception:
        # A damaged one.
        pass
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - begun, cells, megabytes)
