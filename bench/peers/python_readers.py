"""Reads each workbook named on a line of standard input; answers with milliseconds and non-empty cells."""
import sys
import time


def read_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def read_pandas(path):
    import pandas
    sheets = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return sum(int(frame.notna().sum().sum()) for frame in sheets.values())


def read_calamine(path):
    import python_calamine
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return sum(value != "" for sheet in sheets for row in sheet for value in row)


reader = {"openpyxl": read_openpyxl, "pandas": read_pandas, "calamine": read_calamine}[sys.argv[1]]
for line in sys.stdin:
    start = time.perf_counter()
    cells = reader(line.rstrip("\n"))
    print((time.perf_counter() - start) * 1000, cells, flush=True)
