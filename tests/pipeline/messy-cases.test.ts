import { dates } from './messy-cases/dates.cases.ts';
import { identity } from './messy-cases/identity.cases.ts';
import { numbers } from './messy-cases/numbers.cases.ts';
import { runAll } from './messy-cases/setup.ts';
import { structure } from './messy-cases/structure.cases.ts';

/** The 59 cases of the list of messy workbooks, each by its number, through the real command line on real files. */

runAll();
numbers();
dates();
structure();
identity();
