import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { intakeFolder } from '../serve/store.ts';
import { readTokens } from '../serve/tokens.ts';
import type { Office } from './office.ts';

/** How the server was started. */
interface Greeted {
  /** The database, as it was typed. */
  db: string;
  port: number;
  host: string;
  /** Of the built add-in. */
  folder: string;
}

/** Where it is, and what it still lacks. */
export function greet(
  address: AddressInfo | string | null,
  { database, accounts }: Office,
  { db, port, host, folder }: Greeted,
  say: (es: string, en: string) => void,
): void {
  const actual = typeof address === 'object' && address ? address.port : port;
  const shown = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  say(`Escritorio de la oficina: ${shown}/`, `The office's desk: ${shown}/`);
  if (accounts.list().length === 0)
    say(
      `Aún no hay cuentas. Haga la primera: quipu users --db ${db} --new CORREO --position "Oficina regional" --role admin`,
      `There are no accounts yet. Make the first: quipu users --db ${db} --new E-MAIL --position "Regional office" --role admin`,
    );
  say(
    `Recibiendo en ${shown}/api/submissions; lo que llega queda en ${intakeFolder(database)}.`,
    `Receiving at ${shown}/api/submissions; what arrives is kept in ${intakeFolder(database)}.`,
  );
  if (!existsSync(folder))
    say('Sin complemento: hágalo con npm run addin:build.', 'Without the add-in: make it with npm run addin:build.');
  if (readTokens(database).every(({ revoked }) => revoked !== null))
    say(
      `Aún no hay claves. Haga una: quipu tokens --db ${db} --new NOMBRE --country PE --for PROGRAMA`,
      `There are no tokens yet. Make one: quipu tokens --db ${db} --new NAME --country PE --for PROGRAMME`,
    );
}
