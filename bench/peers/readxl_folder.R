# Reads all cells of every workbook of a folder and nothing else: `Rscript readxl_folder.R FOLDER`; answers with seconds, cells, megabytes.
suppressMessages(library(readxl))
folder <- commandArgs(trailingOnly = TRUE)[1]
start <- Sys.time()
cells <- 0
for (file in sort(list.files(folder, pattern = "[.]xlsx$", full.names = TRUE))) try({
  for (sheet in excel_sheets(file)) cells <- cells + sum(!is.na(suppressMessages(read_excel(file, sheet, col_names = FALSE))))
}, silent = TRUE)
cat(as.numeric(difftime(Sys.time(), start, units = "secs")), cells, NA, "\n")
