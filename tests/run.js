// `npm test`: types, lint and format, then all tests; says in words which groups were skipped and why.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'quipu-tests-'));
const report = join(scratch, 'report.json');
const node = (title, args) => {
  console.log(`\n── ${title}`);
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
};

const steps = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['build', ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.js', '--logLevel', 'warn']],
  [
    'tests',
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ],
];
const failed = steps.filter(([title, args]) => !node(title, args)).map(([title]) => title);

const results = readReport();
const skipped = results.filter(({ status }) => status === 'pending' || status === 'skipped');
for (const group of new Set(skipped.map(({ ancestorTitles }) => ancestorTitles[0]))) console.log(`Skipped: ${group}.`);
const count = (wanted) => results.filter(({ status }) => status === wanted).length;
const otherSteps = steps.length - 1;
const otherFailed = failed.filter((title) => title !== 'tests').length;
const testsBroke = failed.includes('tests') && count('failed') === 0 ? 1 : 0;
console.log(
  `\n${count('passed') + otherSteps - otherFailed} passed, ${count('failed') + otherFailed + testsBroke} failed, ${skipped.length} skipped`,
);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed.length > 0 ? 1 : 0;

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch {
    return [];
  }
}
