import { describe } from 'vitest';
import { benchOf, type OpenWith, type Troubles } from './contract/bench.ts';
import { mainPath } from './contract/main-path.cases.ts';
import { meanwhile } from './contract/meanwhile.cases.ts';
import { refusals } from './contract/refusals.cases.ts';

/** What is promised of the pane whatever spreadsheet it stands in; each host runs it. */
export function paneContract(
  program: string,
  open: OpenWith,
  facts: { troubles: Troubles; countsFrom1904: boolean },
): void {
  describe(`the pane in ${program}`, () => {
    const bench = benchOf(open, facts);
    mainPath(bench);
    refusals(bench);
    meanwhile(bench);
  });
}
