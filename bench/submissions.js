// Workbooks as an office receives them, made up: SCORE workbooks of programmes in five countries.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeId, score, toXlsx } from './built/build-score.js';

const COUNTRIES = ['BO', 'CO', 'EC', 'PE', 'VE'];
const REGIONS = { BO: 'BO-L', CO: 'CO-ANT', EC: 'EC-P', PE: 'PE-ARE', VE: 'VE-A' };
const example = Object.fromEntries(score.sheets.map((sheet) => [sheet.id, sheet.example]));
const range = (n, make) => Array.from({ length: n }, (_, at) => make(at + 1));

/** Every so many of a messy lot have words for numbers; of a damaged lot end halfway. */
const MESSY = 4;
const DAMAGED = 10;

/** About as many rows as asked: a quarter enterprises, half modules, a quarter measurements, three trainers. */
function rowsOf(at, { rows, number, kind }) {
  const country = COUNTRIES[at % COUNTRIES.length];
  const enterprises = Math.round(rows / 4);
  const messy = kind === 'messy' && at % MESSY === 0;
  return {
    Empresas: range(enterprises, (n) => ({
      ...example.Empresas,
      empresa_id: String(n),
      nombre: `Taller ${at} número ${n}`,
      id_tributario: null,
      notas: 'Sin número tributario',
      region: REGIONS[country],
      trab_mujeres: messy && n % 5 === 0 ? 'unas veinte' : 20 + ((at + n) % 7) + number,
      trab_hombres: 15,
      trab_total: 35 + ((at + n) % 7) + number,
      moneda: null,
    })),
    Modulos: range(2 * enterprises, (n) => ({
      ...example.Modulos,
      empresa_id: String(Math.ceil(n / 2)),
      modulo: messy && n % 7 === 0 ? 'el primero' : `M${((n - 1) % 2) + 1}`,
      formador_id: String((n % 3) + 1),
    })),
    Mediciones: range(enterprises, (n) => ({ ...example.Mediciones, empresa_id: String(n), moneda: null })),
    Formadores: range(3, (n) => ({
      ...example.Formadores,
      formador_id: String(n),
      region: REGIONS[country],
      documento: String(40_000_000 + at * 10 + n),
    })),
  };
}

/**
 * Writes one workbook into a folder.
 * @param at its number, from 1; every one is of a programme of its own
 * @param options rows (80 or 500 …), number of the submission, kind: clean, messy or damaged
 */
export async function writeSubmission(folder, at, { rows, number = 1, kind = 'clean' }) {
  const country = COUNTRIES[at % COUNTRIES.length];
  const series = `B${at.toString(36).toUpperCase().padStart(3, '0')}`;
  const cover = {
    ...score.cover.example,
    area: 'SC',
    pais: country,
    regiones: null,
    programa_id: makeId('PRG', country, series, 1),
    envio_n: number,
  };
  const bytes = await toXlsx(score, {
    lang: 'es',
    country,
    cover,
    rows: rowsOf(at, { rows, number, kind }),
    prepared: Math.round(rows / 2) + 1,
  });
  const whole = kind !== 'damaged' || at % DAMAGED !== 0;
  writeFileSync(join(folder, `score-${at}-${number}.xlsx`), whole ? bytes : bytes.subarray(0, bytes.length / 2));
}
