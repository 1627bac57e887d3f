"""Reads all cells of every workbook of a folder and nothing else: `python_folder.py READER FOLDER`; answers with seconds, cells, megabytes."""
import pathlib
import resource
import sys
import time


def with_pandas(path):
    import pandas
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return sum(int(frame.notna().sum().sum()) for frame in frames.values())


def with_calamine(path):
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return sum(value != "" for sheet in sheets for row in sheet for value in row)


def with_polars(path):
    import polars
    frames = polars.read_excel(path, sheet_id=0, has_header=False, infer_schema_length=0, raise_if_empty=False)
    return sum(frame.height * frame.width - sum(frame.null_count().row(0)) for frame in frames.values() if frame.width)


def with_duckdb(path):
    import duckdb
    return duckdb.sql(f"select count(*) from read_xlsx('{path}', all_varchar = true)").fetchone()[0]


reader = {"pandas": with_pandas, "calamine": with_calamine, "polars": with_polars, "duckdb": with_duckdb}[sys.argv[1]]
cells = 0
start = time.perf_counter()
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.xlsx")):
    try:
        cells += reader(file)
    except Exception:
        # A damaged one.
        pass
seconds = time.perf_counter() - start
print(seconds, cells, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
