# Reads each workbook named on a line of standard input; answers with milliseconds and non-empty cells.
library(readxl)
input <- file("stdin", "r")
while (length(path <- readLines(input, n = 1)) > 0) {
  start <- proc.time()[["elapsed"]]
  cells <- 0
  for (sheet in excel_sheets(path)) {
    cells <- cells + sum(!is.na(read_excel(path, sheet, col_names = FALSE, .name_repair = "minimal")))
  }
  cat((proc.time()[["elapsed"]] - start) * 1000, cells, "\n")
  flush(stdout())
}
