import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const runs = (program: string, args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

/** Debian's own python3, which has Debian's openpyxl, before another that may stand first in the path. */
const pythons = ['/usr/bin/python3', 'python3', 'python'];
export const pythonWithOpenpyxl = pythons.find((python) => runs(python, ['-c', 'import openpyxl'])) ?? null;

/** The same with XlsxWriter beside it. */
export const pythonWithWriters = pythons.find((python) => runs(python, ['-c', 'import openpyxl, xlsxwriter'])) ?? null;

/** A python3 with pandas, as analysts have it. */
export const pythonWithPandas = pythons.find((python) => runs(python, ['-c', 'import pandas'])) ?? null;
/** The reference implementation of Data Packages; it is in no Debian, so the tests use it only where it is. */
export const frictionless = runs('frictionless', ['--version']) ? 'frictionless' : null;
/** Gnumeric's converter, which computes as well. */
export const gnumeric = runs('ssconvert', ['--version']) ? 'ssconvert' : null;
/** R with rsdmx, which reads what statistical offices exchange. */
export const rWithSdmx = runs('Rscript', ['-e', 'library(rsdmx)']) ? 'Rscript' : null;
/** A server of mailboxes, which tests start for themselves. */
export const dovecot = runs('/usr/sbin/dovecot', ['--version']) ? '/usr/sbin/dovecot' : null;
export const rscript = runs('Rscript', ['--version']) ? 'Rscript' : null;

const offices = ['soffice', 'libreoffice', '/usr/bin/soffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
export const libreOffice =
  offices.find((office) => (office.startsWith('/') ? existsSync(office) : runs(office, ['--version']))) ?? null;

/** On a person's machine a missing program skips its group; in CI nothing is skipped, so the group runs and fails. */
export const skipWithout = (program: string | null) => program === null && process.env.CI !== 'true';

const browsers = [
  '/usr/bin/chromium',
  'chromium',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** A browser that prints pages without a window. */
export const chromium =
  browsers.find((browser) => (browser.startsWith('/') ? existsSync(browser) : runs(browser, ['--version']))) ?? null;
