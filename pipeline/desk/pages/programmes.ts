import { zipSync } from 'fflate';
import { countries } from '../../../sheets-templates/countries/index.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { toXlsx } from '../../../sheets-templates/emit/to-xlsx.ts';
import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { findTemplate, templates } from '../../../sheets-templates/templates/index.ts';
import { comparedSender } from '../../../sheets-templates/validate.ts';
import { Failure } from '../../failure.ts';
import { changeDatabase } from '../../office/change-database.ts';
import { contactKey, directoryOf, noteContacts } from '../../office/directory.ts';
import { dropExpected, expectedWorkbook, takeExpected } from '../../office/expected-book.ts';
import { type Expected, expectedOf, readExpected } from '../../office/expected-list.ts';
import { addProgramme, programmesOf, withdrawProgramme } from '../../office/programmes.ts';
import { workbooksFor } from '../../office/workbooks-for.ts';
import { html, type Markup, ours } from '../../publish/html.ts';
import { inWords } from '../../publish/table-words.ts';
import { withUpload, XLSX } from '../files.ts';
import { badge, fileInput, input, select, table } from '../layout.ts';
import { SENDERS, WRITERS } from '../roles.ts';
import { type Answer, action, page, type Visit } from '../route.ts';
import { isOfAccount } from './submissions.ts';

/** Who reports to this office: the register, whom it expects, and their templates. */
export const programmes = page('/programas', WRITERS, async (visit): Promise<Answer> => {
  const { office, say, lang } = visit;
  const facts = office.hasDatabase
    ? await office.look(async (db) => ({ known: await programmesOf(db), expected: await expectedOf(db) }))
    : { known: [], expected: [] };
  const names = (codes: readonly string[]) => codes.map((code) => findTemplate(code)?.[lang] ?? code).join(', ');
  const register =
    facts.known.length > 0
      ? table(
          say('Registro', 'Register'),
          [
            say('Código o equipo', 'Code or team'),
            say('Nombre', 'Name'),
            say('País', 'Country'),
            say('Envía', 'Sends'),
            say('Registrado', 'Entered'),
            say('Retirar', 'Withdraw'),
          ],
          facts.known.map((one) => [
            one.sender,
            one.name,
            String(inWords(one.country, 'pais', lang)),
            names(one.templates),
            `${dayInWords(one.created, lang)}, ${one.by}`,
            one.withdrawn
              ? badge('note', `${say('retirado', 'withdrawn')} ${dayInWords(one.withdrawn, lang)}`)
              : html`<details><summary>${say('Retirar', 'Withdraw')}</summary><form method="post" action="/programas/retirar"><input type="hidden" name="pais" value="${one.country}"><input type="hidden" name="de" value="${one.sender}"><button type="submit" class="second">${say(`Sí, retirar ${one.name}`, `Yes, withdraw ${one.name}`)}</button></form></details>`,
          ]),
        )
      : html`<p>${say('Aún no hay ninguno.', 'There is none yet.')}</p>`;
  const body = html`${register}${newForm(visit)}${expectedPart(facts.expected, visit)}`;
  return { title: say('Programas y equipos', 'Programmes and teams'), body };
});

const newForm = ({
  say,
  lang,
  field,
  fields,
}: Visit): Markup => html`<form class="card" method="post" action="/programas"><h2>${say('Registrar un programa o equipo', 'Enter a programme or team')}</h2>
<div class="two">${input('nombre', say('Nombre', 'Name'), { required: true, value: field('nombre') })}
${select(
  'pais',
  say('País', 'Country'),
  [
    ['', say('Elija', 'Choose')],
    ...countries.map(({ code }): [string, string] => [code, String(inWords(code, 'pais', lang))]),
  ],
  field('pais'),
)}
${input('serie', say('Letras del código', 'Letters of the code'), { value: field('serie'), help: say('De 2 a 6, p. ej. AGRO; vacío: del nombre. Un equipo de Mesas no lleva código.', '2 to 6, e.g. AGRO; empty: of the name. A team of Mesas has no code.') })}
${input('contacto', say('Contacto', 'Contact'), { value: field('contacto') })}${input('correo', say('Correo', 'E-mail'), { type: 'email', value: field('correo'), help: say('Se guarda aparte de la base; nunca se publica.', 'Kept apart from the database; never published.') })}</div>
<fieldset><legend>${say('Qué envía', 'What it sends')} *</legend>${templates.map((one) => html`<p><label><input type="checkbox" name="plantilla" value="${one.code}"${fields('plantilla').includes(one.code) ? ours(' checked') : ''}> ${one[lang]}</label></p>`)}</fieldset>
<p><button type="submit">${say('Registrar', 'Enter')}</button></p></form>`;

/** Enters a programme, with its code, or a team. */
export const enter = action('/programas', WRITERS, 'programmes', async (visit): Promise<Answer> => {
  const { office, field, fields, account, say, lang } = visit;
  const by = account?.position ?? '';
  const country = field('pais');
  const wanted = {
    name: field('nombre'),
    country,
    templates: fields('plantilla'),
    series: field('serie').trim() || undefined,
    by,
  };
  const now = office.now();
  const detail: Record<string, string> = { pais: country };
  const noted = { by, action: 'programa', detail } as const;
  try {
    const sender = await changeDatabase(office.database, { now, noted, kind: null, create: true }, async (db) => {
      detail.codigo = await addProgramme(db, wanted, now);
      return detail.codigo;
    });
    const compared = comparedSender(sender, findTemplate(wanted.templates[0] ?? '') ?? { sender: '' });
    const contact = { country, sender: compared, name: field('contacto').trim(), address: field('correo').trim() };
    noteContacts(office.database, [contact]);
    return { redirect: '/programas', said: text(`Registrado: ${sender}`, `Entered: ${sender}`) };
  } catch (error) {
    // What was typed stays.
    if (error instanceof Failure)
      return {
        title: say('No se registró', 'It was not entered'),
        body: html`<p class="notice bad" role="alert">${error.text[lang]}</p>${newForm(visit)}<p><a href="/programas">${say('Volver a Programas', 'Back to Programmes')}</a></p>`,
        status: 422,
      };
    throw error;
  }
});

/** Takes a programme or team out of the register; what it sent stays, and so does its code. */
export const withdraw = action('/programas/retirar', WRITERS, 'programmes', async ({ office, field, account }) => {
  const now = office.now();
  const who = { country: field('pais'), sender: field('de') };
  const noted = { by: account?.position, action: 'programa', detail: { codigo: who.sender, se: 'retiró' } } as const;
  try {
    await changeDatabase(office.database, { now, noted, kind: null }, (db) => withdrawProgramme(db, who, now));
    return { redirect: '/programas', said: text(`Se retiró ${who.sender}.`, `${who.sender} was withdrawn.`) };
  } catch (error) {
    if (error instanceof Failure) return { redirect: '/programas', said: error.text };
    throw error;
  }
});

function expectedPart(expected: readonly Expected[], { say, lang, office }: Visit): Markup {
  const directory = directoryOf(office.database);
  const list = expected.map((one) => {
    const contact = directory.get(contactKey(one.country, one.sender));
    return [
      String(inWords(one.country, 'pais', lang)),
      one.template[lang],
      one.name,
      one.period,
      one.deadline ? dayInWords(one.deadline, lang) : '',
      [contact?.name, contact?.address].filter(Boolean).join(', '),
      html`<a href="/programas/plantilla?${new URLSearchParams({ plantilla: one.template.code, pais: one.country, de: one.sender, periodo: one.period }).toString()}">${say('plantilla', 'template')}</a>`,
    ];
  });
  const periods = [...new Set(expected.map(({ period }) => period))].sort().reverse();
  return html`<h2>${say('Quién debe enviar qué', 'Who is to send what')}</h2>
<p>${say('La lista es un libro de Excel: descárguela, complétela y súbala. Los periodos que trae reemplazan lo que había de ellos; los demás quedan.', 'The list is an Excel workbook: download it, fill it in and upload it. The periods in it replace what there was of them; others stay.')}</p>
<p class="line"><a class="button" href="/programas/esperados.xlsx">${say('Descargar la lista', 'Download the list')}</a></p>
<form method="post" action="/programas/esperados" enctype="multipart/form-data">${fileInput('lista', say('Subir la lista', 'Upload the list'), '.xlsx')}<p><button type="submit">${say('Guardar la lista', 'Keep the list')}</button></p></form>
${expected.length > 0 ? table(expected.length === 1 ? say('Se espera 1 libro', '1 workbook is expected') : say(`Se esperan ${expected.length} libros`, `${expected.length} workbooks are expected`), [say('País', 'Country'), say('Plantilla', 'Template'), say('Programa o equipo', 'Programme or team'), say('Periodo', 'Period'), say('Límite', 'Deadline'), say('Contacto', 'Contact'), say('Para enviar', 'To send out')], list) : ''}
${periods.map((period) => html`<p><a href="/programas/plantillas.zip?periodo=${encodeURIComponent(period)}">${say(`Todas las plantillas de ${period} (zip)`, `All templates of ${period} (zip)`)}</a> · <a href="/correo">${say('enviarlas por correo', 'send them by mail')}</a></p>${office.places.hasDrive ? html`<form method="post" action="/programas/drive"><input type="hidden" name="periodo" value="${period}"><p class="line"><button type="submit" class="second">${say(`Hacer las de ${period} en Google Drive`, `Make those of ${period} in Google Drive`)}</button><span class="quiet">${say('Una hoja de cálculo para cada uno, una vez.', 'A spreadsheet for each, once.')}</span></p></form>` : ''}<details><summary>${say(`Quitar la lista de ${period}`, `Take the list of ${period} away`)}</summary><form method="post" action="/programas/esperados/quitar"><input type="hidden" name="periodo" value="${period}"><button type="submit" class="second">${say(`Sí, no se espera nada de ${period}`, `Yes, nothing is expected of ${period}`)}</button></form></details>`)}`;
}

const keyOf = ({ template, country, sender, period }: Expected) => [template.code, country, sender, period].join('|');

const NO_LIST = text(
  'Ese archivo no es la lista de la oficina. Descárguela aquí, complétela y súbala.',
  "That file is not the office's list. Download it here, fill it in and upload it.",
);

export const expectedBook = page(
  '/programas/esperados.xlsx',
  WRITERS,
  async ({ office, lang, say }): Promise<Answer> => {
    const { bytes } = await expectedWorkbook(office.database, lang);
    return { file: bytes, name: say('esperados.xlsx', 'expected.xlsx'), type: XLSX };
  },
);

/** Reads the list back; nothing is kept where anything in it is wrong. */
export const keepList = action(
  '/programas/esperados',
  WRITERS,
  'expected',
  async ({ office, files, account, say, t }): Promise<Answer> => {
    const [file] = files('lista');
    const register = office.hasDatabase ? await office.look(programmesOf) : [];
    const { expected, problems } = file
      ? await withUpload(file, (path) => readExpected(path, register)).catch((error) => {
          if (error instanceof Failure) return { expected: [], problems: [NO_LIST] };
          throw error;
        })
      : { expected: [], problems: [NO_LIST] };
    if (problems.length > 0)
      return {
        title: say('No se guardó la lista', 'The list was not kept'),
        body: html`<p>${say('Falta corregir:', 'First correct:')}</p><ul>${problems.map((one) => html`<li>${t(one)}</li>`)}</ul><p><a href="/programas">${say('Volver', 'Back')}</a></p>`,
        status: 422,
      };
    const before = office.hasDatabase ? await office.look(expectedOf) : [];
    const gone = before.filter(
      (one) =>
        expected.some(({ period }) => period === one.period) && !expected.some((other) => keyOf(other) === keyOf(one)),
    );
    await takeExpected(office.database, expected, account?.position, office.now());
    const named = gone.slice(0, 10).map(({ name, period }) => `${name}, ${period}`);
    const names = `${named.join('; ')}${gone.length > named.length ? '…' : ''}`;
    const without =
      gone.length === 0 ? text('', '') : text(` Ya no se espera: ${names}.`, ` No longer expected: ${names}.`);
    return {
      redirect: '/programas',
      said: text(
        `${expected.length === 1 ? 'Se espera 1 libro' : `Se esperan ${expected.length} libros`}.${without.es}`,
        `${expected.length === 1 ? '1 workbook is' : `${expected.length} workbooks are`} expected.${without.en}`,
      ),
    };
  },
);

/** Takes back the list of a period that should not be there. */
export const dropList = action(
  '/programas/esperados/quitar',
  WRITERS,
  'expected',
  async ({ office, field, account }): Promise<Answer> => {
    const period = field('periodo');
    try {
      await dropExpected(office.database, period, account?.position, office.now());
    } catch (error) {
      if (error instanceof Failure) return { redirect: '/programas', said: error.text };
      throw error;
    }
    void office.merge();
    return {
      redirect: '/programas',
      said: text(`De ${period} ya no se espera nada.`, `Nothing is expected of ${period} any more.`),
    };
  },
);

/** The workbook of one sender, with what goes on from last time. */
export const prefilled = page(
  '/programas/plantilla',
  SENDERS,
  async ({ office, query, lang, say, account }): Promise<Answer> => {
    const all = office.hasDatabase ? await office.look(expectedOf) : [];
    const one = all.find(
      ({ template, country, sender, period }) =>
        template.code === query('plantilla') &&
        country === query('pais') &&
        sender === query('de') &&
        period === query('periodo'),
    );
    const mayHave =
      one && account && isOfAccount(account, { country: one.country, sender: one.name, template: one.template.code });
    const [wanted] = mayHave ? await workbooksFor([one], office.database, lang) : [];
    if (!wanted)
      return { title: say('Esa plantilla no está aquí', 'That template is not here'), body: html``, status: 404 };
    return { file: await toXlsx(wanted.template, wanted.options), name: `${wanted.stem}.xlsx`, type: XLSX };
  },
);

/** All of a period, in one file. */
export const allPrefilled = page(
  '/programas/plantillas.zip',
  WRITERS,
  async ({ office, query, lang }): Promise<Answer> => {
    const all = office.hasDatabase ? await office.look(expectedOf) : [];
    const wanted = await workbooksFor(
      all.filter(({ period }) => period === query('periodo')),
      office.database,
      lang,
    );
    const files: Record<string, Uint8Array> = {};
    for (const { stem, template, options } of wanted) files[`${stem}.xlsx`] = await toXlsx(template, options);
    // Workbooks are packed already.
    return { file: zipSync(files, { level: 0 }), name: `plantillas-${query('periodo')}.zip`, type: 'application/zip' };
  },
);

/** All of a period as spreadsheets in the office's folder of Drive. */
export const allInDrive = action('/programas/drive', WRITERS, 'template', async (visit): Promise<Answer> => {
  const { office, account, field, lang } = visit;
  if (account) void office.places.makeTemplates(account, field('periodo'), lang);
  return { redirect: '/programas' };
});
