"""Reads each workbook named on a line of standard input; answers with milliseconds and non-empty cells."""
import sys
import time

from readers import READERS

reader = READERS[sys.argv[1]]
for line in sys.stdin:
    start = time.perf_counter()
    cells = reader(line.rstrip("\n"))
    print((time.perf_counter() - start) * 1000, cells, flush=True)
