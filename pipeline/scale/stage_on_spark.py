"""Reads and checks workbooks on an Apache Spark cluster: `quipu stage` in one process a partition.

    spark-submit --master spark://HOST:7077 pipeline/scale/stage_on_spark.py RECEIVED --to s3://BUCKET/PLACE --db office.duckdb

RECEIVED and, where it is a folder, the place that --to names must be reached under the same name from every machine, and Quipu
must be installed on each (`--quipu`, its built program). The office's salt goes with the work: only the machine that starts it
needs the file beside the database. What is staged already is passed over, so a partition that Spark starts again, or a job
that is repeated, adds nothing. `quipu merge --staged` reads the result.

Exit code: 0; 1 where a workbook will not be accepted, 2 where a share could not be staged.
Needs PySpark 4 and Node.js on every machine.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REFUSED = 1


def arguments():
    parser = argparse.ArgumentParser(description="Stages workbooks on an Apache Spark cluster.")
    parser.add_argument("paths", nargs="+", help="folders or workbooks, under the same name on every machine")
    parser.add_argument("--to", required=True, help="folder that all machines share, or address s3://…")
    parser.add_argument("--db", required=True, help="the office's database; only the .sal file beside it is used")
    parser.add_argument("--shards", type=int, help="shares of the work; by default, as many as the cluster has cores")
    parser.add_argument("--quipu", default=str(HERE.parents[1] / "dist" / "quipu.js"), help="the built program, on every machine")
    parser.add_argument("--node", default="node", help="Node.js on every machine")
    parser.add_argument("--lang", choices=["es", "en"], default="es", help="language of what is said")
    return parser.parse_args()


def salt_of(database, said, paths, to):
    """The office's salt; where there is no office yet the program makes it. Raises SystemExit where it cannot be read."""
    path = pathlib.Path(f"{database}.sal")
    if not path.exists():
        # A share so small that there is hardly a workbook in it.
        command = [said.node, said.quipu, "stage", *paths, "--to", to, "--db", database]
        try:
            subprocess.run([*command, "--shard", "99999/99999", "--lang", said.lang], check=False)
        except OSError as error:
            raise SystemExit(f"{said.node}: {error.strerror}") from error
    try:
        return path.read_bytes()
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from error


def share(number, of, salt, said, paths):
    """Stages one share where this runs. Gives its number, exit code and what it said."""
    with tempfile.TemporaryDirectory() as private:
        database = os.path.join(private, "office.duckdb")
        with open(os.open(f"{database}.sal", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(salt)
        command = [said["node"], said["quipu"], "stage", *paths, "--to", said["to"], "--db", database]
        command += ["--shard", f"{number}/{of}", "--lang", said["lang"]]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        except OSError as error:
            raise RuntimeError(f"{said['node']}: {error.strerror}") from error
    words = done.stderr.decode("utf-8", "replace")
    if done.returncode not in (0, REFUSED):
        # Spark starts it again, on another machine where there is one.
        raise RuntimeError(words.strip() or f"quipu stage ended with {done.returncode}")
    return number, done.returncode, words


def main():
    said = arguments()
    paths = [os.path.abspath(path) for path in said.paths]
    to = said.to if "://" in said.to else os.path.abspath(said.to)
    salt = salt_of(os.path.abspath(said.db), said, paths, to)

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("quipu stage").getOrCreate()
    context = spark.sparkContext
    shards = said.shards or context.defaultParallelism
    plain = {"node": said.node, "quipu": said.quipu, "to": to, "lang": said.lang}
    try:
        numbers = context.parallelize(range(1, shards + 1), shards)
        done = numbers.map(lambda number: share(number, shards, salt, plain, paths)).collect()
    except Exception as error:  # Spark tells in a hundred lines what its workers said in one.
        told = [line for line in str(error).splitlines() if "RuntimeError:" in line]
        print(told[-1].split("RuntimeError:")[-1].strip() if told else error, file=sys.stderr)
        return 2
    finally:
        spark.stop()
    for number, _, words in sorted(done):
        for line in words.splitlines():
            print(f"{number}/{shards}  {line}", file=sys.stderr)
    return max(code for _, code, _ in done)


if __name__ == "__main__":
    sys.exit(main())
