# Reads a data structure with rsdmx and holds the figures against it: `Rscript sdmx.R structure.xml data.csv`.
suppressMessages(library(rsdmx))
args <- commandArgs(TRUE)
message <- readSDMX(args[1], isURL = FALSE)
structure <- message@datastructures@datastructures[[1]]
dimensions <- sapply(structure@Components@Dimensions, function(one) one@conceptRef)
attributes <- sapply(structure@Components@Attributes, function(one) one@conceptRef)
time <- structure@Components@TimeDimension@conceptRef
measure <- structure@Components@PrimaryMeasure@conceptRef
lists <- message@codelists@codelists
codes <- setNames(lapply(lists, function(list) sapply(list@Code, function(code) code@id)), sapply(lists, function(list) list@id))
data <- read.csv(args[2], colClasses = "character", na.strings = character(0))

cat("dimensions:", dimensions, time, "\n")
cat("columns:", setdiff(c("STRUCTURE", "STRUCTURE_ID", "ACTION", dimensions, time, measure, attributes), names(data)), "\n")
unknown <- unlist(lapply(c(dimensions, attributes), function(id) {
  known <- codes[[paste0("CL_", id)]]
  if (is.null(known)) character(0) else paste(id, setdiff(unique(data[[id]]), c(known, "")))[length(setdiff(unique(data[[id]]), c(known, ""))) > 0]
}))
cat("unknown:", unknown, "\n")
cat("twice:", sum(duplicated(data[c(dimensions, time)])), "\n")
cat("figures:", nrow(data), "sum:", format(sum(as.numeric(data$OBS_VALUE[data$UNIT_MEASURE == "PS" & data$OBS_STATUS == "A"]), na.rm = TRUE), digits = 15), "\n")
