// `npm test`: types, lint and format, then all tests; says in words which groups were skipped and why.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'quipu-tests-'));
const report = join(scratch, 'report.json');

/** Files of tests lie in memory where that is a folder with room for them: they wait for disks a tenth of their time. */
function inMemory() {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < 8e9) return null;
    const folder = mkdtempSync(join(memory, 'quipu-tests-'));
    // A server of mail that a test starts reads its own part of it as another user.
    chmodSync(folder, 0o711);
    return folder;
  } catch {
    // Windows and macOS have none.
    return null;
  }
}
const files = inMemory();
// Memory is given back however this ends.
process.once('exit', () => {
  for (const folder of [scratch, files]) if (folder) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
const env = { ...process.env, ...(files && { TMPDIR: files }) };

/** Runs one step and gives whether it passed. What several say at once is kept until each is done. */
function run([title, args], stdio = 'pipe') {
  if (stdio === 'inherit') console.log(`\n── ${title}`);
  const child = spawn(process.execPath, args, { stdio: ['ignore', stdio, stdio], env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  return new Promise((done) => {
    child.on('close', (code) => {
      if (stdio !== 'inherit') console.log(`\n── ${title}\n${said}`);
      done(code === 0);
    });
  });
}

const before = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['build', ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.js', '--logLevel', 'warn']],
];
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const passed = await Promise.all(before.map((step) => run(step)));
passed.push(await run(['tests', ['node_modules/vitest/vitest.mjs', 'run', ...reporters]], 'inherit'));
const failed = [...before.map(([title]) => title), 'tests'].filter((_, at) => !passed[at]);

const results = readReport();
const skipped = results.filter(({ status }) => status === 'pending' || status === 'skipped');
for (const group of new Set(skipped.map(({ ancestorTitles }) => ancestorTitles[0]))) console.log(`Skipped: ${group}.`);
const count = (wanted) => results.filter(({ status }) => status === wanted).length;
const otherSteps = before.length;
const otherFailed = failed.filter((title) => title !== 'tests').length;
const testsBroke = failed.includes('tests') && count('failed') === 0 ? 1 : 0;
console.log(
  `\n${count('passed') + otherSteps - otherFailed} passed, ${count('failed') + otherFailed + testsBroke} failed, ${skipped.length} skipped`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch {
    return [];
  }
}
