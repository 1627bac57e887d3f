import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { openContainer } from '../../pipeline/read/open-container.ts';
import { Refused } from '../../pipeline/read/refusal.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { eml, tnef } from '../helpers/mail.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { zipOf } from '../helpers/zips.ts';

const path = scratch('outlook');
const trails = async (bytes: Buffer | string, name: string) =>
  (await openContainer(Buffer.from(bytes), name)).map(({ trail, kind, letter }) =>
    `${trail.join(' › ')} ${kind} ${letter?.sent ?? ''}`.trim(),
  );

test('the file of Outlook for Outlook, in a message, in an archive and alone; whatever is cut or changed in it stops at a word', async () => {
  const score = (await book({ series: 'UNO' })).bytes;
  const dat = tnef([
    { name: 'Informe del año – SCORE.xlsx', bytes: score },
    { name: 'firma.png', bytes: Buffer.from('x') },
  ]);
  const within = tnef([{ name: 'winmail.dat', bytes: dat }]);
  expect(await trails(dat, 'winmail.dat')).toEqual(['Informe del año – SCORE.xlsx workbook', 'firma.png other']);
  expect((await openContainer(dat, 'winmail.dat'))[0]?.bytes.equals(Buffer.from(score))).toBe(true);
  const mailed = eml([{ name: 'ATT001', type: 'application/ms-tnef', bytes: dat }]);
  expect(await trails(mailed, 'c.eml')).toContain('winmail.dat › Informe del año – SCORE.xlsx workbook 2026-07-03');
  const packed = zipOf([{ name: 'correo/winmail.dat', data: within }]);
  expect((await trails(packed, 'c.zip')).join()).toContain('Informe del año – SCORE.xlsx workbook');
  for (const damaged of [dat.subarray(0, dat.length - 40), Buffer.from('winmail'), dat.subarray(0, 7), Buffer.alloc(0)])
    await expect(openContainer(damaged, 'winmail.dat')).rejects.toThrow(Refused);
  const small = tnef([{ name: 'largo nombre.xlsx', bytes: Buffer.from('PK') }]);
  for (let at = 0; at < small.length; at += 1)
    for (const bit of [1, 128]) {
      const changed = Buffer.from(small);
      changed[at] = (changed[at] ?? 0) ^ bit;
      const outcome = await openContainer(changed, 'winmail.dat').catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof Refused, `byte ${at}`).toBe(true);
    }
  mkdirSync(path('recibido'));
  writeFileSync(path('recibido', 'winmail (2).dat'), dat);
  const said = await outcome((effects) => validateCommand([path('recibido')], { format: 'text', lang: 'es' }, effects));
  expect([said.code, said.out]).toEqual([0, expect.stringContaining('SCORE.xlsx')]);
});
