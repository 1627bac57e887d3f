"""Readers of other people: each gives the number of non-empty cells of a workbook."""


def read_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def read_pandas(path):
    import pandas
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return sum(int(frame.notna().sum().sum()) for frame in frames.values())


def read_calamine(path):
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return sum(value != "" for sheet in sheets for row in sheet for value in row)


def read_polars(path):
    import polars
    frames = polars.read_excel(path, sheet_id=0, has_header=False, infer_schema_length=0, raise_if_empty=False)
    return sum(frame.height * frame.width - sum(frame.null_count().row(0)) for frame in frames.values() if frame.width)


def read_duckdb(path):
    import duckdb
    return duckdb.sql(f"select count(*) from read_xlsx('{path}', all_varchar = true)").fetchone()[0]


READERS = {
    "openpyxl": read_openpyxl,
    "pandas": read_pandas,
    "calamine": read_calamine,
    "polars": read_polars,
    "duckdb": read_duckdb,
}
