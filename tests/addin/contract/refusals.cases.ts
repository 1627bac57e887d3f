import { describe, expect, test } from 'vitest';
import { base } from '../../helpers/damages.ts';
import { emptyWorkbook, enter } from '../../hosts/memory-workbook.ts';
import { type Bench, bookOf, findings, type OpenProgram, sentence, sheetOf } from './bench.ts';

/** What the program or the office refuses. */
export function refusals(bench: Bench): void {
  const { open, sessionOn, sent, saved, troubles } = bench;

  describe('when something is not as it should be', () => {
    const broken: [string, (opened: OpenProgram) => void, RegExp][] = [
      ['a protected sheet', (opened) => Object.assign(sheetOf(opened, 'Empresas'), { isProtected: true }), /protegida/],
      [
        'a sheet that is gone',
        (opened) => void opened.workbook.sheets.splice(opened.workbook.sheets.indexOf(sheetOf(opened, 'Empresas')), 1),
        /ya no está/,
      ],
      ...troubles.map(([what, says, words]): (typeof broken)[number] => [what, (opened) => opened.fail(says), words]),
    ];
    test.each(broken)('%s: one sentence, nothing changed', async (_, damage, words) => {
      const workbook = base();
      workbook.page('Empresas').getCell(5, workbook.at('Empresas', 'region')).value = 'Cusc';
      const opened = await open(await bookOf(await workbook.bytes()));
      const session = sessionOn(opened);
      await session.begin();
      damage(opened);
      const before = JSON.stringify(opened.workbook.sheets);
      await session.repair(findings(session).filter(({ offer }) => offer));
      expect(session.state.notice?.kind).toBe('bad');
      expect(sentence(session)).toMatch(words);
      expect(JSON.stringify(opened.workbook.sheets)).toBe(before);
      opened.fail(null);
      await session.leave();
    });

    test('a deleted column is a finding, and the rest is checked', async () => {
      const workbook = base();
      workbook.page('Empresas').spliceColumns(workbook.at('Empresas', 'region'), 1);
      const session = sessionOn(await open(await bookOf(await workbook.bytes())));
      await session.begin();
      expect(findings(session).some(({ message }) => /Región/.test(message.es))).toBe(true);
      await session.leave();
    });

    test('a workbook that is none of ours says what to do next, and sends nothing', async () => {
      const opened = await open(emptyWorkbook());
      enter(opened.workbook, sheetOf(opened, 'Hoja1'), 1, 1, 'Gastos');
      const session = sessionOn(opened);
      await session.begin();
      expect(session.state.reviewed?.template).toBeNull();
      await session.rememberIntake({ address: 'https://oficina.example.org', token: 'x' });
      await session.send();
      expect(sentence(session)).toContain('no se hizo nada');
      expect(sent).toEqual([]);
      await session.leave();
    });

    const answers: [string, () => Response | Promise<Response>, RegExp][] = [
      ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), /No hay conexión/],
      ['a wrong token', () => Response.json({}, { status: 401 }), /no reconoce la clave/],
      ['an answer that is no JSON', () => new Response('<html>'), /no respondió como la oficina/],
      ['an answer that is no receipt', () => Response.json({ receipt: 7 }), /no respondió como la oficina/],
      ['a server that is down', () => new Response('', { status: 503 }), /no puede recibir ahora/],
      ['a file too large', () => new Response('', { status: 413 }), /demasiado grande/],
      [
        'another programme',
        () => Response.json({ error: { es: 'Esa clave es de otro programa.', en: 'x' } }, { status: 403 }),
        /otro programa/,
      ],
    ];
    test.each(answers)('%s: one sentence, nothing lost', async (_, respond, words) => {
      const opened = await open(await bookOf(await base().bytes()), async () => new Uint8Array([80, 75]));
      const session = sessionOn(opened);
      await session.begin();
      await session.rememberIntake({ address: 'https://oficina.example.org', token: 'clave' });
      const before = JSON.stringify(opened.workbook);
      bench.answer = respond;
      await session.send();
      expect(session.state.notice?.kind).toBe('bad');
      expect(sentence(session)).toMatch(words);
      expect(JSON.stringify(opened.workbook)).toBe(before);
      expect(session.state.receipts).toEqual([]);
      await session.saveFile();
      expect(saved).toHaveLength(1);
      await session.leave();
    });

    test('nothing goes to an address that is not https', async () => {
      const opened = await open(await bookOf(await base().bytes()), async () => new Uint8Array([80, 75]));
      const session = sessionOn(opened);
      await session.begin();
      for (const address of ['http://oficina.example.org', 'ftp://x.org', 'no es una dirección', 'https://u:p@x.org']) {
        await session.rememberIntake({ address, token: 'clave' });
        await session.send();
        expect(session.state.notice?.kind, address).toBe('bad');
      }
      expect(sent).toEqual([]);
      await session.leave();
    });
  });
}
