import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from 'puppeteer-core';
import { Random } from '../pipeline/demo/random.ts';
import { INDICATOR_TABLES } from '../pipeline/merge/models.ts';
import { type Packed, pack } from '../pipeline/publish/page/packed.ts';
import { LINE_COLUMNS, type PageData } from '../pipeline/publish/page/page-data.ts';
import { pageOf } from '../pipeline/publish/page/to-page.ts';
import { indicators } from '../sheets-templates/indicators/index.ts';

/*
 * The page of a made-up region of 20 countries over 5 years: its size, and how long a browser takes from the address to
 * the last section. Run by `npm run bench:page` where Chromium is installed.
 */

const areas = Object.entries(INDICATOR_TABLES);
const made = new Random(7);
const number = (most: number) => made.int(5, most + 4);
const letters = 'ABCDEFGHIJKLMNOPQRST';
const countries = [...letters].map((letter) => `X${letter}`);
const periods = ['', ...[2021, 2022, 2023, 2024, 2025].flatMap((year) => [`${year}-S1`, `${year}-S2`])];
const programmes = countries.flatMap((country) =>
  areas.map(([area]) => [`PRG-${country}-${area}-001-X`, `Programa ${area} de ${country}`, country] as const),
);
const members: Readonly<Record<string, readonly string[]>> = {
  sexo: ['M', 'H'],
  clase: ['MIC', 'PEQ', 'MED', 'GRA'],
  sector: ['AGROIND', 'TEXTIL', 'MADERA', 'METMEC', 'PESCA', 'TURISMO', 'QUINUA', 'FOREST'],
};
/** Indicators of an area that are counted from rows, and so break down. */
const COUNTED = 5;

const lines: Record<string, string | number | null>[] = [];
const sources: Record<string, string | number | null>[] = [];
const put = (line: Record<string, string | number | null>, table: string) => {
  lines.push({
    unidad: 'personas',
    valor: number(5000),
    calificador: 'EX',
    recibidos: 5,
    esperados: 6,
    estado: 'publicado',
    origen: 'contado',
    ...line,
  });
  if (line.dim !== '') return;
  const books = line.programa_id === '' ? 8 : 1;
  for (let at = 0; at < books; at += 1)
    sources.push({
      clave: `${table}\n${[line.indicador, line.pais, line.programa_id, line.periodo].join('|')}`,
      rol: 'cuenta',
      libro: number(1000) - 5,
      hoja: 'Resultados declarados',
      casillas: number(60),
      muestra: `G${number(90)} = ${number(900)}; G${number(90)} = ${number(900)}`,
      mas: at === 7 ? 90 : 0,
    });
};
for (const [area, table] of areas) {
  const own = indicators.filter((one) => one.area === area || one.area === '*');
  own.forEach(({ code }, at) => {
    for (const periodo of periods)
      for (const pais of ['', ...countries]) {
        const levels = [
          '',
          ...programmes.filter(([id, , country]) => country === pais && id.includes(`-${area}-`)).map(([id]) => id),
        ];
        for (const programa_id of levels) {
          const level = { tabla: area, indicador: code, pais, programa_id, periodo };
          put({ ...level, dim: '', miembro: '' }, table);
          if (at >= COUNTED) continue;
          for (const [dim, all] of Object.entries(members))
            for (const miembro of programa_id === '' || dim === 'sexo' ? all : [])
              put({ ...level, dim, miembro }, table);
        }
      }
  });
}

const none: Packed = pack([], []);
const data: PageData = {
  lang: 'es',
  notice: null,
  facts: { es: ['Región inventada de 20 países y 5 años.'], en: ['Made-up region of 20 countries and 5 years.'] },
  names: { pais: Object.fromEntries(countries.map((code) => [code, [`País ${code}`, `Country ${code}`] as const])) },
  programmes,
  areas,
  lines: pack(lines, LINE_COLUMNS),
  references: {},
  headlines: none,
  mesas: none,
  modules: none,
  coverage: pack(
    countries.flatMap((pais) =>
      periods.slice(1).map((periodo) => ({ pais, plantilla: 'SC', periodo, esperados: 6, recibidos: 5, aceptados: 5 })),
    ),
    ['pais', 'plantilla', 'periodo', 'esperados', 'recibidos', 'aceptados'],
  ),
  doubleCounting: none,
  twice: none,
  parts: none,
  contradictions: none,
  rejections: none,
  tables: [],
  files: pack(
    Array.from({ length: 1000 }, (_, at) => ({
      archivo: `libro-${at}.xlsx`,
      remite: programmes[at % programmes.length]?.[0] ?? '',
      pais: countries[at % 20] ?? '',
      envio_n: 1,
      periodo: periods[1 + (at % 10)] ?? '',
    })),
    ['archivo', 'remite', 'pais', 'envio_n', 'periodo'],
  ),
  sources: pack(sources, ['clave', 'rol', 'libro', 'hoja', 'casillas', 'muestra', 'mas']),
  left: { breakdownsOfProgrammes: true, rows: {} },
};

const folder = join(import.meta.dirname, 'pages');
mkdirSync(folder, { recursive: true });
const file = join(folder, 'informe.html');
writeFileSync(file, pageOf(data));
console.log(`${lines.length} lines, ${sources.length} sources: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
const browser = await launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1280, height: 900 });
    const start = performance.now();
    await tab.goto(pathToFileURL(file).href);
    await tab.waitForSelector('#calidad h2');
    times.push(performance.now() - start);
    await tab.close();
  }
  console.log(
    `from the address to the last section: ${times.map((time) => `${(time / 1000).toFixed(2)} s`).join(', ')}`,
  );
} finally {
  await browser.close();
}
