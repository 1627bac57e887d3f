import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { Failure } from '../../failure.ts';
import { context } from '../../office/context-sheet.ts';
import type { FilledSheet } from '../../office/open-sheet.ts';
import { rates } from '../../office/rates.ts';
import { html, type Markup } from '../../publish/html.ts';
import { withUpload, XLSX } from '../files.ts';
import { fileInput } from '../layout.ts';
import { WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';

/** Sheets that the office fills in besides its list. */
const SHEETS: Readonly<Record<string, { sheet: FilledSheet; file: Text; title: Text; about: Text }>> = {
  tasas: {
    sheet: rates,
    file: text('tasas.xlsx', 'rates.xlsx'),
    title: text('Tasas de cambio e índice de precios', 'Exchange rates and price index'),
    about: text(
      'Con las tasas se pasan montos a dólares; con el índice se comparan salarios de dos años.',
      'By the rates amounts are converted to US dollars; by the index wages of two years are compared.',
    ),
  },
  contexto: {
    sheet: context,
    file: text('contexto.xlsx', 'context.xlsx'),
    title: text('Contexto de cada país', 'Context of each country'),
    about: text(
      'Población, pobreza y empleo, con su fuente; se muestran aparte de los resultados.',
      'Population, poverty and employment, with their source; shown apart from results.',
    ),
  },
};

const part = (id: string, { title, about }: { title: Text; about: Text }, { t, say }: Visit): Markup =>
  html`<section class="card"><h2>${t(title)}</h2><p>${t(about)}</p><p><a class="button" href="/tasas-y-contexto/${id}.xlsx">${say('Descargar la hoja', 'Download the sheet')}</a></p>
<form method="post" action="/tasas-y-contexto/${id}" enctype="multipart/form-data">${fileInput('hoja', say('Subirla completada', 'Upload it filled in'), '.xlsx')}<p><button type="submit">${say('Guardar', 'Keep')}</button></p></form></section>`;

export const officeSheets = page('/tasas-y-contexto', WRITERS, async (visit): Promise<Answer> => {
  const { say, office } = visit;
  const title = say('Tasas y contexto', 'Rates and context');
  if (!office.hasDatabase)
    return { title, body: html`<p>${say('Primero reciba un libro.', 'First receive a workbook.')}</p>` };
  return { title, body: html`${Object.entries(SHEETS).map(([id, one]) => part(id, one, visit))}` };
});

const chosen = (id: string) => (Object.hasOwn(SHEETS, id) ? SHEETS[id] : undefined);
const missing = ({ say }: Visit): Answer => ({
  title: say('Esa hoja no está aquí', 'That sheet is not here'),
  body: html`<p><a href="/tasas-y-contexto">${say('Ver las que hay', 'See those that are')}</a></p>`,
  status: 404,
});

export const officeSheet = page('/tasas-y-contexto/:hoja', WRITERS, async (visit): Promise<Answer> => {
  const one = chosen(visit.param('hoja').replace(/\.xlsx$/, ''));
  if (!one || !visit.office.hasDatabase) return missing(visit);
  const { bytes } = await one.sheet.write(visit.office.database, visit.lang);
  return { file: bytes, name: visit.t(one.file), type: XLSX };
});

/** Reads a sheet back; nothing is kept where anything in it is wrong. */
export const keepSheet = action('/tasas-y-contexto/:hoja', WRITERS, 'rates', async (visit): Promise<Answer> => {
  const { office, param, files, account, say, t } = visit;
  const one = chosen(param('hoja'));
  const [file] = files('hoja');
  if (!one || !file || !office.hasDatabase) return missing(visit);
  try {
    const { rows, problems } = await withUpload(file, (path) =>
      one.sheet.take(office.database, path, account?.position, office.now()),
    );
    if (problems.length === 0) {
      void office.merge();
      return { redirect: '/tasas-y-contexto', said: text(`Guardado: ${rows} filas.`, `Kept: ${rows} rows.`) };
    }
    return {
      title: say('No se guardó la hoja', 'The sheet was not kept'),
      body: html`<p>${say('Falta corregir:', 'First correct:')}</p><ul>${problems.map((said) => html`<li>${t(said)}</li>`)}</ul><p><a href="/tasas-y-contexto">${say('Volver', 'Back')}</a></p>`,
      status: 422,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const wrong = text(
      'No es esa hoja, o hay otro trabajo en curso. Descárguela aquí, complétela y súbala.',
      'It is not that sheet, or other work goes on. Download it here, fill it in and upload it.',
    );
    return { redirect: '/tasas-y-contexto', said: wrong };
  }
});
