import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Page } from 'puppeteer-core';
import { intakeApp } from '../../pipeline/serve/intake.ts';
import { IntakeStore } from '../../pipeline/serve/store.ts';
import { submissionFacts } from '../../pipeline/serve/submission-facts.ts';
import { hex, readSubmission } from '../../pipeline/submission.ts';
import { press, text } from './pane-actions.ts';

/** An office that receives the workbooks of one programme, over HTTP. */
export interface Office {
  programme: string;
  /** Types address and key into the pane, sends, and gives back what the pane says. */
  receiveFrom: (page: Page) => Promise<string>;
  /** The workbook that arrived, read as the office reads it. */
  received: () => ReturnType<typeof readSubmission>;
  close: () => void;
}

export async function openOffice(folder: string): Promise<Office> {
  const programme = 'PRG-PE-AGRO-001-F';
  const token = 'quipu_prueba_de_envio';
  const known = { id: '1', name: 'x', hash: hex(token), country: 'PE', senders: [programme] };
  const app = intakeApp({
    store: new IntakeStore(folder),
    tokens: () => [{ ...known, created: '2026-07-01', revoked: null }],
    read: submissionFacts,
    now: () => new Date(),
    log: () => undefined,
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((listening) => server.once('listening', () => listening()));
  const { port } = server.address() as { port: number };
  return {
    programme,
    receiveFrom: async (page) => {
      await page.click('#tab-send');
      await page.waitForSelector('#office-address');
      await page.type('#office-address', `http://127.0.0.1:${port}`);
      await page.type('#office-key', token);
      await press(page, 'Guardar');
      await page.waitForFunction(() => !document.querySelector('#office-key')?.hasAttribute('required'));
      await press(page, 'Enviar a la oficina');
      await page.waitForSelector('.notice');
      return text(page, '.notice');
    },
    received: () => {
      const [kept = ''] = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
      return readSubmission(kept, readFileSync(join(folder, kept)));
    },
    close: () => void server.close(),
  };
}
