// `npm run bench -- desk [--teams 50] [--books 500] [--seconds 60]`: teams send workbooks to `quipu serve` while somebody of the office goes
// through its pages, on one machine. Prints how long pages and uploads take, says whether each workbook that was acknowledged
// is there once, and whether the database is whole. Where files of processes tell it (Linux), memory as well.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeSubmission } from './submissions.js';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    teams: { type: 'string', default: '50' },
    books: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '60' },
  },
});
const [teams, books, seconds] = [values.teams, values.books, values.seconds].map(Number);
const home = mkdtempSync(join(tmpdir(), 'quipu-bench-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true }));
const at = (...parts) => join(home, ...parts);
const db = at('office.duckdb');
const program = join(import.meta.dirname, '..', 'dist', 'quipu.js');
const quipu = (...args) =>
  execFileSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const PASSWORD = 'una frase que nadie adivina';

/** The first workbook of each team is merged before; the others are sent. */
const each = Math.ceil(books / teams);
for (const folder of ['before', 'sent']) mkdirSync(at(folder));
for (let team = 1; team <= teams; team += 1) {
  await writeSubmission(at('before'), team, { rows: 20 });
  for (let number = 2; number < each + 2; number += 1) await writeSubmission(at('sent'), team, { rows: 20, number });
}
quipu('merge', at('before'), '--db', db, '--out', at('resultados'));
const senders = JSON.parse(
  quipu('query', 'select archivo, pais, programa_id from bruto.recibidas', '--db', db, '--format', 'json'),
);
const keys = new Map(
  senders.map(({ archivo, pais, programa_id }) => {
    const said = quipu('tokens', '--db', db, '--new', archivo, '--country', pais, '--for', programa_id);
    return [Number(/score-(\d+)-/.exec(archivo)[1]), /quipu_\S+/.exec(said)[0]];
  }),
);
const invitation = /invitacion\/(\S+)/.exec(
  quipu('users', '--db', db, '--new', 'admin@example.org', '--position', 'Oficina', '--role', 'admin'),
)[1];

const PORT = 8391;
const origin = `http://127.0.0.1:${PORT}`;
const server = spawn(process.execPath, [program, 'serve', '--db', db, '--port', String(PORT)], { stdio: 'ignore' });
process.once('exit', () => server.kill('SIGKILL'));
const ask = (path, init = {}) => fetch(origin + path, { redirect: 'manual', ...init });
for (let tries = 0; !(await ask('/salud').catch(() => null))?.ok; tries += 1) {
  if (tries > 100) throw new Error('serve did not start');
  await sleep(100);
}
const form = (path, fields) => ask(path, { method: 'POST', headers: { origin }, body: new URLSearchParams(fields) });
await form(`/invitacion/${invitation}`, { clave: PASSWORD, otra: PASSWORD });
const signedIn = await form('/entrar', { correo: 'admin@example.org', clave: PASSWORD });
const headers = {
  cookie: signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; '),
};

let phase = 'before';
let isOver = false;
const pages = new Map();
const wrong = [];
const noted = (name, took) => pages.set(`${phase} ${name}`, [...(pages.get(`${phase} ${name}`) ?? []), took]);
const linkOn = async (path, pattern) => {
  const [, link = path] = pattern.exec(await (await ask(path, { headers })).text()) ?? [];
  return link.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
};
async function browse() {
  const own = await linkOn('/entregas', /href="(\/entrega\?[^"]+)"/);
  const figure = await linkOn('/cifras', /href="(\/cifras\/[^"]+)"/);
  const all = ['/', '/entregas', '/decisiones', '/cifras', '/hojas-de-ruta', '/publicar', own, figure];
  while (!isOver)
    for (const path of all) {
      const start = performance.now();
      const answer = await ask(path, { headers });
      await answer.text();
      noted(path.replace(/[?].*/, ''), performance.now() - start);
      if (answer.status !== 200) wrong.push(`${path}: ${answer.status}`);
      await sleep(100);
    }
}

/** Megabytes of the server and of what it started. */
function memory() {
  try {
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const of = (id) => readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ');
    const known = new Map(
      all.flatMap((id) => {
        try {
          return [[Number(id), of(id)]];
        } catch {
          return [];
        }
      }),
    );
    const isOurs = (id) => id === server.pid || (known.has(id) && isOurs(Number(known.get(id)[1])));
    return (
      [...known].reduce((sum, [id, stat]) => (id > 1 && isOurs(id) ? sum + Number(stat[21]) * 4096 : sum), 0) / 2 ** 20
    );
  } catch {
    return 0;
  }
}
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, memory());
}, 500);

const walker = browse();
await sleep(5_000);
phase = 'sending';
const uploads = [];
const acknowledged = new Set();
const begun = performance.now();
await Promise.all(
  [...keys].map(async ([team, key]) => {
    for (let number = 2; number < each + 2; number += 1) {
      const due = ((number - 2 + Math.random()) / each) * seconds * 1000;
      await sleep(Math.max(0, due - (performance.now() - begun)));
      const name = `score-${team}-${number}.xlsx`;
      const body = readFileSync(at('sent', name));
      for (let tries = 0; tries < 100; tries += 1) {
        const start = performance.now();
        const said = await ask('/api/submissions', {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'x-quipu-file': name, 'content-type': 'application/octet-stream' },
          body,
        });
        const answer = await said.json();
        if (said.ok) {
          uploads.push(performance.now() - start);
          acknowledged.add(answer.sha256);
          break;
        }
        if (said.status !== 503) {
          wrong.push(`${name}: ${said.status} ${JSON.stringify(answer).slice(0, 200)}`);
          break;
        }
        await sleep(1_000 + Math.random() * 1_000);
      }
    }
  }),
);
const sending = (performance.now() - begun) / 1000;
phase = 'merging';
const isWaiting = async () => {
  const said = await (await ask('/entregas', { headers })).text();
  return /se consolida en un momento|merged in a moment/.test(said);
};
const waiting = performance.now();
while ((await isWaiting()) && performance.now() - waiting < 600_000) await sleep(1_000);
const merging = (performance.now() - waiting) / 1000;
isOver = true;
await walker;
clearInterval(watching);
const ended = new Promise((done) => server.once('exit', done));
server.kill('SIGTERM');
await ended;

const there = JSON.parse(
  quipu('query', 'select sha256, count(*) as n from bruto.recibidas group by all', '--db', db, '--format', 'json'),
);
const times = new Map(there.map(({ sha256, n }) => [sha256, Number(n)]));
const lost = [...acknowledged].filter((sha256) => times.get(sha256) !== 1).length;
const quantile = (all, share) => Math.round([...all].sort((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? 0);
const line = (name, all) =>
  console.log(`| ${name} | ${all.length} | ${quantile(all, 0.5)} | ${quantile(all, 0.95)} | ${quantile(all, 1)} |`);
console.log(
  `${acknowledged.size} workbooks of ${teams} teams in ${sending.toFixed(0)} s; merged ${merging.toFixed(0)} s after the last; ${Math.round(peak)} MB at most`,
);
console.log('| what | n | median, ms | 95 of 100, ms | at most, ms |\n|---|---|---|---|---|');
line('uploads', uploads);
for (const one of ['before', 'sending', 'merging'])
  line(
    `pages, ${one}`,
    [...pages].flatMap(([name, all]) => (name.startsWith(one) ? all : [])),
  );
for (const [name, all] of pages) if (name.startsWith('sending')) line(name, all);
console.log(
  `${lost} lost or doubled; ${wrong.length} wrong answers${wrong.length > 0 ? `: ${wrong.slice(0, 3).join('; ')}` : ''}`,
);
console.log(quipu('check', '--db', db).trim());
process.exitCode = lost + wrong.length > 0 ? 1 : 0;
