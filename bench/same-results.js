// Files of results that two merges have otherwise: by how many, of how many.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Their bytes hold the moment, or the database's own layout; answers are written where the workbooks are read. */
const OTHERS = /^(merge\.json|datapackage\.json|sdmx.structure\.xml|tables.quipu\.duckdb|feedback.*)$/;

const resultsIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !OTHERS.test(path.slice(folder.length + 1)))
    .sort();

export function differencesOf(one, other) {
  const [there, here] = [resultsIn(one), resultsIn(other)];
  const differing = here.filter((path, file) => !there[file] || !readFileSync(there[file]).equals(readFileSync(path)));
  return { files: here.length, others: differing.length + Math.abs(here.length - there.length) };
}
