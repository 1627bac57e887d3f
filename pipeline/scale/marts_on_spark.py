"""Runs the models on Apache Spark and holds each table against DuckDB's.

    node bench/built/models.js > models.json
    spark-submit pipeline/scale/marts_on_spark.py models.json office.duckdb [--only TABLE …]

The database holds what a merge left: every model is given DuckDB's own inputs, so that each is judged by itself. Prints one
line for each: `equal` with its rows, or what Spark says. Exit code 1 where a table differs: what cannot be run is said, what
is wrong must not be. `npm run bench -- spark` runs it, see docs/analysts.md.
Needs PySpark 4, sqlglot and duckdb from PyPI.
"""

import argparse
import collections
import datetime
import decimal
import json
import logging
import math
import pathlib
import sys
import tempfile

import duckdb
from pyspark.sql import SparkSession
from translate import FUNCTIONS, Translator


def plain(value):
    """As it is compared: numbers to six digits, days as ISO text, no difference between a missing and an undefined number."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float, decimal.Decimal)):
        return None if math.isnan(float(value)) else round(float(value), 6)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return tuple(sorted((plain(key), plain(one)) for key, one in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(plain(one) for one in value)
    return str(value)


def rows_of(rows):
    return collections.Counter(repr(tuple(plain(value) for value in row)) for row in rows)


def run(spark, ways):
    """Columns and rows by the first way that Spark understands; else the last thing that it said."""
    said = ""
    for way in ways:
        try:
            frame = spark.sql(way())
            return frame.columns, frame.collect(), ""
        except Exception as error:  # Spark, the JVM and sqlglot each have their own.
            said = " ".join(str(error).split())[:160]
    return None, None, said


def left_out(database, folder):
    """Every table of a merge as Parquet, which Spark reads: `schema.table.parquet`."""
    connection = duckdb.connect(database, read_only=True)
    owners = "('bruto', 'limpio', 'intermedio', 'consolidado')"
    tables = connection.sql(f"select schema_name || '.' || table_name from duckdb_tables() where schema_name in {owners}")
    views = connection.sql(f"select schema_name || '.' || view_name from duckdb_views() where schema_name in {owners}")
    for (name,) in tables.fetchall() + views.fetchall():
        connection.execute(f"copy (from {name}) to '{folder / name}.parquet'")
    connection.close()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("models", type=pathlib.Path)
    arguments.add_argument("database")
    arguments.add_argument("--only", nargs="*", default=[])
    said = arguments.parse_args()
    # What is counted of all indicators is one long union.
    sys.setrecursionlimit(20_000)
    # What Spark does not understand is told in one line a model.
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        left_out(said.database, pathlib.Path(folder))
        return judge(said, pathlib.Path(folder))


def judge(said, folder):
    known = json.loads(said.models.read_text("utf-8"))
    spark = SparkSession.builder.appName("quipu marts").config("spark.sql.ansi.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    schema = collections.defaultdict(dict)
    for path in sorted(folder.glob("*.parquet")):
        owner, table = path.stem.split(".")
        schema[owner][table] = {name: kind for name, kind, *_ in duckdb.sql(f"describe select * from '{path}'").fetchall()}
        spark.read.parquet(str(path)).createOrReplaceTempView(f"{owner}__{table}")
    for function in FUNCTIONS:
        spark.sql(function)
    translator = Translator(known["functions"], dict(schema))
    seen = collections.Counter()
    for model in known["models"]:
        if said.only and model["table"] not in said.only:
            continue
        columns, rows, problem = run(spark, translator.ways(model["sql"]))
        verdict = "not run"
        if columns is not None:
            own = duckdb.sql(f"select {', '.join(columns)} from '{folder / model['table']}.parquet'").fetchall()
            verdict = "equal" if rows_of(rows) == rows_of(own) else "differs"
            problem = f"{len(own)} rows"
        seen[verdict] += 1
        print(f"{model['table']} | {verdict} | {problem}", flush=True)
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(seen.items())))
    spark.stop()
    return 1 if seen["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
