import { readdirSync, readFileSync } from 'node:fs';

/** Their bytes hold the moment, or how long it took. */
const OF_THE_MOMENT = /^(merge\.json|datapackage\.json|sdmx.structure\.xml|tables.quipu\.duckdb)$/;

/** The files of a folder of results by name, their bytes as text. @param except others that are left out */
export function resultsIn(folder: string, except?: RegExp): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [`${entry.parentPath}/${entry.name}`] : [],
  );
  return new Map(
    names
      .map((name) => [name.slice(folder.length + 1), readFileSync(name).toString('base64')] as const)
      .filter(([name]) => !OF_THE_MOMENT.test(name) && !except?.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
