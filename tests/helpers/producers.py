"""Writes one workbook with openpyxl or XlsxWriter, or lists the cells of workbooks as openpyxl reads them.

usage: producers.py openpyxl|xlsxwriter FILE
       producers.py list FILE...   one JSON object a line: file, sheet, cell, kind, value
"""
import datetime
import json
import sys

ROWS = [
    ["texto", "número", "fecha", "lógico", "fórmula", "porcentaje"],
    ["Añasco & Cía <S.A.>", 1234.5, datetime.date(2015, 12, 31), True, "=B2*2", 0.43],
    ["  con espacios  ", -0.000001, datetime.datetime(2026, 6, 30, 12, 30), False, "=1/0", 1],
    ["línea\nrota", 12345678901234, datetime.date(1999, 1, 1), True, '="a"&"b"', 0.125],
    ["ñandú 🦙 ≈", 0, datetime.date(2026, 2, 28), False, "=A1", 0],
]


def write_openpyxl(path):
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    first.title = "Datos & más"
    for row in ROWS:
        first.append(row)
    first.column_dimensions["B"].hidden = True
    first.row_dimensions[3].hidden = True
    first.merge_cells("A7:C9")
    first["A7"] = "combinada"
    for cell in first["F"][1:]:
        cell.number_format = "0.0%"
    hidden = book.create_sheet("Oculta")
    hidden.sheet_state = "veryHidden"
    hidden["ZZ300"] = "lejos"
    book.create_sheet("Vacía")
    book.save(path)


def write_xlsxwriter(path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Datos & más")
    percent = book.add_format({"num_format": "0.0%"})
    bold = book.add_format({"bold": True})
    raised = book.add_format({"font_script": 1})
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if column == 5 and number:
                sheet.write_number(number, column, value, percent)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(number, column, value, None, 7.25)
            else:
                sheet.write(number, column, value)
    sheet.write_rich_string(9, 0, "cifra ", bold, "3,829", raised, "1")
    sheet.merge_range("A12:C13", "combinada")
    sheet.set_row(2, None, None, {"hidden": True})
    table = book.add_worksheet("Tabla")
    table.add_table("B3:D6", {"columns": [{"header": "uno"}, {"header": "dos"}, {"header": "tres"}]})
    book.define_name("L_PRUEBA", "=Tabla!$B$4:$B$6")
    book.close()


def kind_and_value(cell):
    value = cell.value
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        from openpyxl.utils.datetime import to_excel

        return "number", round(to_excel(value), 6)
    if isinstance(value, (int, float)):
        return "number", value
    return "text", value


def list_cells(paths):
    import openpyxl

    for path in paths:
        book = openpyxl.load_workbook(path, data_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is None:
                        continue
                    kind, value = kind_and_value(cell)
                    record = {"file": path, "sheet": sheet.title, "cell": cell.coordinate, "kind": kind, "value": value}
                    print(json.dumps(record))


if sys.argv[1] == "list":
    list_cells(sys.argv[2:])
else:
    {"openpyxl": write_openpyxl, "xlsxwriter": write_xlsxwriter}[sys.argv[1]](sys.argv[2])
