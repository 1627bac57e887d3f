import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import { Accounts } from '../../pipeline/desk/accounts.ts';
import type { Mailbox } from '../../pipeline/desk/connections.ts';
import { deskApp } from '../../pipeline/desk/desk.ts';
import { Office } from '../../pipeline/desk/office.ts';
import type { OutsideSignIn } from '../../pipeline/desk/outside-sign-in.ts';
import type { Role } from '../../pipeline/desk/roles.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import type { ConnectGoogle } from '../../pipeline/pull/google-access.ts';
import { IntakeStore, intakeFolder } from '../../pipeline/serve/store.ts';
import { submissionFacts } from '../../pipeline/serve/submission-facts.ts';
import { programme } from './books.ts';

const HERE = 'http://oficina.example';
export const PASSWORD = 'una frase que nadie adivina';
/** What the desk wrote into the log of the server: nothing, where all goes well. */
export const logged: string[] = [];
/** The time at the desk, which tests move on. */
export const clock = { now: Date.parse('2026-11-30T12:00:00Z') };

/** An office in a folder of its own, as `quipu serve` has it. */
export function openDesk(
  folder: string,
  soon = 1e9,
  mailbox: Mailbox | null = null,
  outside: OutsideSignIn | null = null,
  connect?: ConnectGoogle,
) {
  const database = join(folder, 'oficina.duckdb');
  const now = () => new Date(clock.now);
  const nothing = () => undefined;
  const office = new Office({
    database,
    results: join(folder, 'resultados'),
    store: new IntakeStore(intakeFolder(database)),
    read: submissionFacts,
    accounts: new Accounts(database, now, false, outside),
    // Most tests say when what arrived is merged.
    soon,
    mailbox,
    ...(connect && { connect }),
    effects: { stdout: nothing, stderr: nothing, now, colours: false, terminal: false },
  });
  return { database, office, app: deskApp(office, (line) => logged.push(line)) };
}
export type Desk = ReturnType<typeof openDesk>;

/** A browser: it keeps its cookies, and says where its forms come from. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  constructor(private readonly desk: Desk) {}

  async ask(place: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('host', 'oficina.example');
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await this.desk.app.request(HERE + place, { ...init, headers });
    for (const said of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(said) ?? [];
      if (/Max-Age=0/i.test(said)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  get = async (place: string): Promise<string> => (await this.ask(place)).text();

  async post(place: string, fields: Record<string, string | string[] | File>, origin = HERE): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) form.append(name, one);
    return this.ask(place, { method: 'POST', body: form, headers: { origin } });
  }

  /** Sends a form and gives the page that comes after it, once all work is done. */
  async go(place: string, fields: Record<string, string | string[] | File>): Promise<string> {
    const answer = await this.post(place, fields);
    await this.desk.office.jobs.end();
    const to = answer.headers.get('location');
    return to ? this.get(to) : answer.text();
  }

  signIn = (email: string, password = PASSWORD) => this.post('/entrar', { correo: email, clave: password });
}

/** Signed in with an account of a role. */
export async function as(desk: Desk, role: Role, senders: string[] = []): Promise<Browser> {
  const email = `${role}@example.org`;
  const country = role === 'team' || role === 'country' ? 'PE' : null;
  const token = await desk.office.accounts.invite({ email, position: `Puesto ${role}`, role, country, senders });
  const browser = new Browser(desk);
  await browser.go(`/invitacion/${token}`, { clave: PASSWORD, otra: PASSWORD });
  expect((await browser.signIn(email)).status).toBe(303);
  return browser;
}

/** Registers a programme and expects its workbook of a period; whom to write to is known. */
export async function expectFrom(office: Browser, series: string, address: string, deadline: string) {
  const contact = { contacto: `Equipo ${series}`, correo: address };
  await office.go('/programas', {
    nombre: `Programa ${series}`,
    pais: 'PE',
    serie: series,
    plantilla: 'SC',
    ...contact,
  });
  const list = new ExcelJS.Workbook();
  await list.xlsx.load(await (await office.ask('/programas/esperados.xlsx')).arrayBuffer());
  const page = list.worksheets[0] as ExcelJS.Worksheet;
  // Who was entered since stands below those of the list.
  let row = FIRST_OFFICE_ROW;
  while (!String(page.getCell(row, 3).value).includes(series)) row += 1;
  const cells = ['Indicadores SCORE', 'PE', programme(series), '2026-S1', deadline, ...Object.values(contact)];
  cells.forEach((value, at) => {
    page.getCell(row, at + 1).value = value;
  });
  const bytes = new Uint8Array(await list.xlsx.writeBuffer());
  const said = await office.go('/programas/esperados', { lista: new File([bytes], 'lista.xlsx') });
  expect(said).toMatch(/Se esperan? \d libro/);
}
