import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { statusCommand } from '../../pipeline/cli/status.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { backUp } from '../../pipeline/office/backup.ts';
import { checkStored } from '../../pipeline/office/check-stored.ts';
import { openContainer } from '../../pipeline/read/open-container.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { eml, msg, XLSX } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { zipOf } from '../helpers/zips.ts';

const path = scratch('correo');
let score: Uint8Array;
let other: Uint8Array;
beforeAll(async () => {
  score = (await book({ series: 'UNO' })).bytes;
  other = (await book({ series: 'DOS' })).bytes;
});

const trails = async (bytes: Buffer | string, name: string) =>
  (await openContainer(Buffer.from(bytes), name)).map(({ trail, kind, letter }) =>
    `${trail.join(' › ')} ${kind} ${letter?.sent ?? ''}`.trim(),
  );

describe('what a workbook comes in', () => {
  test('a message: its workbooks, the day it was sent, and what is none; the picture in its text is not asked about', async () => {
    const inner = eml([{ name: 'dentro.xlsx', type: XLSX, bytes: other }], 'Wed, 01 Jul 2026 10:00:00 +0000', 'dentro');
    const found = await trails(
      eml([
        { name: 'score.xlsx', type: XLSX, bytes: score },
        { name: 'acta.pdf', type: 'application/pdf', bytes: '%PDF-1.7' },
        { name: 'hoja.numbers', type: 'application/zip', bytes: 'PK' },
        { name: 'logo.png', type: 'image/png', bytes: 'x', inline: true },
        { name: 'reenviado.eml', type: 'message/rfc822', bytes: inner },
        {
          name: 'libros.zip',
          type: 'application/zip',
          bytes: zipOf([{ name: 'más/otro.xlsx', data: Buffer.from(other) }]),
        },
      ]),
      'carta.eml',
    );
    expect(found).toEqual(
      expect.arrayContaining([
        'score.xlsx workbook 2026-07-03',
        'acta.pdf other 2026-07-03',
        // Its reader says how to save it as a workbook.
        'hoja.numbers workbook 2026-07-03',
        'libros.zip › más/otro.xlsx workbook 2026-07-03',
      ]),
    );
    expect(found.some((line) => line.includes('dentro.xlsx workbook'))).toBe(true);
    expect(found.join()).not.toContain('logo');
  });

  test('a message of Outlook', async () => {
    expect(await trails(msg('score.xlsx', score), 'carta.msg')).toEqual(['score.xlsx workbook']);
    const [inside] = await openContainer(msg('score.xlsx', score), 'carta.msg');
    expect(Buffer.from(score).equals(inside?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test('who is to be answered: where the message says so, else who wrote; what is no address is nobody', async () => {
    const letter = eml([{ name: 'score.xlsx', type: XLSX, bytes: score }]);
    const addressOf = async (sender: string) =>
      (await openContainer(Buffer.from(letter.replace('From: Equipo <equipo@example.org>', sender)), 'a.eml'))[0]
        ?.letter?.address;
    expect(await addressOf('From: <a@b.org>\r\nReply-To: <real@b.org>')).toBe('real@b.org');
    expect(await addressOf('From: Rosa <ROSA@B.org>')).toBe('rosa@b.org');
    expect(await addressOf('From: <a@b.org,evil@y.org>')).toBeNull();
    expect(await addressOf('From: nadie')).toBeNull();
    const hidden = letter.replace('Subject: Envio', 'Subject: =?UTF-8?Q?=1B[2J=E2=80=AEhola?=');
    expect((await openContainer(Buffer.from(hidden), 'a.eml'))[0]?.letter?.subject).toBe('[2Jhola');
  });

  test('two attachments of one name are two; a damaged one stops no other; the day is that of the sender', async () => {
    const letter = eml(
      [
        { name: 'Indicadores.xlsx', type: XLSX, bytes: score },
        { name: 'Indicadores.xlsx', type: XLSX, bytes: other },
      ],
      'Wed, 15 Jul 2026 22:30:00 -0500',
    );
    expect(await trails(letter, 'a.eml')).toEqual([
      'Indicadores.xlsx workbook 2026-07-15',
      'Indicadores (2).xlsx workbook 2026-07-15',
    ]);
    const wrong = zipOf([
      { name: 'malo.xlsx', data: Buffer.from(score), claims: { crc: 1 } },
      { name: 'bueno.xlsx', data: Buffer.from(other) },
      { name: 'secreto.xlsx', data: Buffer.from(other), claims: { flags: 1 } },
    ]);
    const inside = await openContainer(wrong, 'a.zip');
    expect(inside.map(({ trail, refusal, bytes }) => [trail[0], refusal?.problem.es ?? bytes.length])).toEqual([
      ['malo.xlsx', expect.stringContaining('dañado')],
      ['bueno.xlsx', other.length],
      ['secreto.xlsx', expect.stringContaining('contraseña')],
    ]);
  });

  test('the CSV files of one submission stay together, wherever the archive lies', async () => {
    const csv = zipOf([
      { name: 'Portada.csv', data: 'a' },
      { name: 'Empresas.csv', data: 'b' },
    ]);
    expect(await trails(eml([{ name: 'hojas.zip', type: 'application/zip', bytes: csv }]), 'a.eml')).toEqual([
      'hojas.zip workbook 2026-07-03',
    ]);
    expect(await trails(zipOf([{ name: 'hojas.zip', data: csv }]), 'a.zip')).toEqual(['hojas.zip workbook']);
  });

  test('archives in archives, so far; names that lead elsewhere lead nowhere', async () => {
    let bytes = zipOf([{ name: 'hondo.xlsx', data: Buffer.from(score) }]);
    for (let depth = 0; depth < 3; depth += 1) bytes = zipOf([{ name: `${depth}.zip`, data: bytes }]);
    expect(await trails(bytes, 'a.zip')).toEqual(['2.zip › 1.zip › 0.zip › hondo.xlsx workbook']);
    for (let depth = 3; depth < 9; depth += 1) bytes = zipOf([{ name: `${depth}.zip`, data: bytes }]);
    expect((await trails(bytes, 'a.zip')).join()).not.toContain('hondo');
    const sly = eml([{ name: '../../fuera.xlsx', type: XLSX, bytes: score }]);
    expect(await trails(sly, 'a.eml')).toEqual(['fuera.xlsx workbook 2026-07-03']);
    await expect(openContainer(Buffer.from('no es un zip'), 'a.zip')).rejects.toThrow();
  });
});

test('an office merges what came by mail, once, on the day it was sent, and is told of all else', {
  timeout: 60_000,
}, async () => {
  const home = path('recibidos');
  mkdirSync(home, { recursive: true });
  writeFileSync(`${home}/carta.eml`, eml([{ name: 'score.xlsx', type: XLSX, bytes: score }]));
  writeFileSync(`${home}/otra.msg`, msg('dos.xlsx', other));
  writeFileSync(
    `${home}/libros.zip`,
    zipOf([
      { name: 'score.xlsx', data: Buffer.from(score) },
      { name: 'leer.txt', data: 'hola' },
    ]),
  );
  writeFileSync(`${home}/sin ending`, score);
  writeFileSync(`${home}/vacia.eml`, eml([{ name: 'acta.pdf', type: 'application/pdf', bytes: '%PDF-1.7' }]));
  writeFileSync(`${home}/rota.zip`, Buffer.from('PK\u0003\u0004 cortado'));
  writeFileSync(`${home}/foto.jpg`, 'x');
  const before = readFileSync(`${home}/carta.eml`);
  const validated = await outcome((effects) => validateCommand([home], { format: 'text', lang: 'es' }, effects));
  expect(validated.err).toMatch(/No se leyeron, porque no son libros de Excel: .*foto\.jpg \(una imagen\)/);
  const merge = () =>
    outcome((effects) =>
      mergeCommand([home], { out: path('salida'), db: path('oficina.duckdb'), format: 'text', lang: 'es' }, effects),
    );
  const said = await merge();
  expect(said.out + said.err).toContain('Aceptados 2, sustituidos 0, repetidos 2, rechazados 1');
  for (const what of [
    'vacia.eml/acta.pdf (un PDF)',
    'vacia.eml (un mensaje sin libros)',
    'libros.zip/leer.txt (un texto)',
  ])
    expect(said.err).toContain(what);
  const db = await Database.openForReading(path('oficina.duckdb'));
  const days = await db.rows(
    "select recibido::varchar as dia from bruto.recibidas where estado = 'aceptada' order by archivo",
  );
  db.close();
  // Of the message of Outlook nobody says when it was sent.
  expect(days.map(({ dia }) => dia)).toEqual(['2026-07-03', '2026-11-21']);
  expect((await merge()).err + (await merge()).out).toContain('Aceptados 0');
  expect(readFileSync(`${home}/carta.eml`).equals(before)).toBe(true);
  expect(existsSync(path('fuera.xlsx'))).toBe(false);
});

test('a file that cannot be opened is shown beside the sender from whom it seems to come', {
  timeout: 60_000,
}, async () => {
  const home = path('cortados');
  const [db, out] = [path('cortada.duckdb'), path('cortada')];
  mkdirSync(home, { recursive: true });
  const merge = (file: string, bytes: Uint8Array) => {
    writeFileSync(`${home}/${file}`, bytes);
    return outcome((effects) => mergeCommand([`${home}/${file}`], { out, db, format: 'text', lang: 'es' }, effects));
  };
  await merge('informe de julio.xlsx', score);
  await merge('informe de julio.xlsx', score.subarray(0, 9_000));
  await merge('sin nombre.xlsx', score.subarray(0, 5_000));
  const said = await outcome((effects) => statusCommand({ db, format: 'text', lang: 'es' }, effects));
  expect(said.out).toMatch(
    /Llegaron y no se pudieron abrir:\n {2}informe de julio\.xlsx \(parece de PRG-PE-UNO-001-.\)\n {2}sin nombre\.xlsx/,
  );
  const json = await outcome((effects) => statusCommand({ db, format: 'json', lang: 'es' }, effects));
  expect(JSON.parse(json.out)).toMatchObject([{ unreadable: ['informe de julio.xlsx'] }]);
});

test('who sent what by mail is kept for the office alone: whom to answer, and whose the file is that cannot be opened', {
  timeout: 60_000,
}, async () => {
  const home = path('cartas');
  const [db, out] = [path('cartas.duckdb'), path('de-cartas')];
  mkdirSync(home, { recursive: true });
  const workbook = (name: string, bytes: Uint8Array) => eml([{ name, type: XLSX, bytes }]);
  const from = (letter: string, sender: string) =>
    letter.replace('Equipo <equipo@example.org>', sender).replace('Subject: Envio', 'Subject: Informe del semestre');
  const merge = () => outcome((effects) => mergeCommand([home], { out, db, format: 'text', lang: 'es' }, effects));
  const status = async () =>
    JSON.parse((await outcome((effects) => statusCommand({ db, format: 'json', lang: 'es' }, effects))).out);
  writeFileSync(`${home}/1.eml`, from(workbook('uno.xlsx', score), 'Rosa Planas <Rosa@Example.org>'));
  writeFileSync(`${home}/2.eml`, workbook('dos.xlsx', other));
  // The same workbook from another person, on a later day.
  const later = eml([{ name: 'uno.xlsx', type: XLSX, bytes: score }], 'Mon, 06 Jul 2026 09:30:00 -0500');
  writeFileSync(`${home}/0.eml`, from(later, 'otra@example.org'));
  // Somebody forwards what another wrote.
  const third = (await book({ series: 'TRE' })).bytes;
  const forwarded = from(workbook('tres.xlsx', third), 'tres@example.org').replace(/frontera/g, 'dentro');
  writeFileSync(`${home}/3.eml`, eml([{ name: 'r.eml', type: 'message/rfc822', bytes: forwarded }]));
  expect((await merge()).err).toContain('Aceptados 3');
  const rosa = {
    address: 'rosa@example.org',
    name: 'Rosa Planas',
    subject: 'Informe del semestre',
    sent: '2026-07-03',
  };
  expect((await status()).map(({ letter }: { letter: unknown }) => letter)).toMatchObject([
    { address: 'equipo@example.org' },
    { address: 'tres@example.org' },
    rosa,
  ]);

  // Nor does it bring her workbook to somebody else when it comes in another merge.
  writeFileSync(`${home}/00.eml`, from(later, 'tercera@example.org'));
  await merge();
  expect((await status()).map(({ letter }: { letter: unknown }) => letter)[2]).toMatchObject(rosa);

  // Of an address that sends one sender's workbooks, what cannot be opened seems to be that sender's; of another nobody knows.
  writeFileSync(`${home}/4.eml`, from(workbook('a.xlsx', score.subarray(0, 9_000)), 'rosa@example.org'));
  writeFileSync(`${home}/5.eml`, from(workbook('b.xlsx', score.subarray(0, 8_000)), 'nadie@example.org'));
  await merge();
  expect((await status()).map(({ unreadable }: { unreadable: unknown }) => unreadable)).toEqual([[], [], ['a.xlsx']]);
  const said = await outcome((effects) => statusCommand({ db, format: 'text', lang: 'es' }, effects));
  expect(said.out).toMatch(/a\.xlsx \(parece de PRG-PE-UNO-001-.\)\n {2}b\.xlsx \(lo envió nadie@example\.org\)/);

  // It stays after a rebuild, goes into the backup, and is in nothing that is published.
  expect(JSON.parse(readFileSync(`${db}.correos.json`, 'utf8'))).toBeTruthy();
  const { folder } = await backUp(db, path('copias'), new Date());
  expect(readFileSync(`${folder}/base.correos.json`, 'utf8')).toContain('rosa@example.org');
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .map((name) => `${out}/${name}`)
    .filter((name) => statSync(name).isFile());
  expect(files.length).toBeGreaterThan(100);
  const publish = files.flatMap((file) => {
    const bytes = readFileSync(file);
    const parts = file.endsWith('.xlsx') ? Object.values(unzipSync(bytes)).map((part) => Buffer.from(part)) : [];
    return [bytes, ...parts].filter((part) =>
      /rosa@example|Rosa Planas|Informe del semestre/i.test(part.toString('latin1')),
    );
  });
  expect(publish).toEqual([]);
  const kept = await Database.openForReading(db);
  for (const { s, t } of await kept.rows('select schema_name as s, table_name as t from duckdb_tables()'))
    expect(JSON.stringify(await kept.rows(`select * from "${s}"."${t}"`))).not.toMatch(/@example\.org|Rosa Planas/i);
  kept.close();

  // A list that is damaged stops nothing, is told, and is not written over.
  writeFileSync(`${db}.correos.json`, '{"a": 1');
  expect((await checkStored(db)).problems.map(({ es }) => es).join()).toContain('quién envió cada libro por correo');
  writeFileSync(
    `${home}/6.eml`,
    from(workbook('seis.xlsx', (await book({ series: 'SEI' })).bytes), 'seis@example.org'),
  );
  expect((await merge()).err).toContain('Aceptados 1');
  expect(readFileSync(`${db}.correos.json.malo`, 'utf8')).toBe('{"a": 1');
  expect(readFileSync(`${db}.correos.json`, 'utf8')).toContain('seis@example.org');
});
