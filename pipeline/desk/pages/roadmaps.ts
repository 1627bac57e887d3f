import { dayInWords } from '../../../sheets-templates/functions/days.ts';
import { html } from '../../publish/html.ts';
import { readRoadmap } from '../../publish/read-roadmap.ts';
import { roadmapReport } from '../../publish/roadmap-report.ts';
import { roadmapSlides } from '../../publish/roadmap-slides.ts';
import { codesInWords, inWords } from '../../publish/table-words.ts';
import { badge, table } from '../layout.ts';
import { READERS } from '../roles.ts';
import { type Answer, page } from '../route.ts';

/** Every Mesa at its latest cut-off: what is overdue and stalled first. */
export const roadmaps = page('/hojas-de-ruta', READERS, async ({ office, say, lang, account }): Promise<Answer> => {
  const title = say('Hojas de ruta', 'Roadmaps');
  const own = account?.role === 'country' ? account.country : null;
  const mesas = office.hasDatabase
    ? await office.look((db) =>
        db.rows(
          `select m.*, n.nombre from consolidado.hr_mesas as m
           left join limpio.mesas as n on n.entrega_id = m.entrega_id and n.mesa_id = m.mesa_id
           where ? is null or m.pais = ?
           qualify row_number() over (partition by m.pais, m.mesa_id order by m.corte desc) = 1
           order by m.vencidas desc, m.dias_sin_sesion desc nulls last, m.pais, m.mesa_id`,
          [own, own],
        ),
      )
    : [];
  if (mesas.length === 0)
    return { title, body: html`<p>${say('Aún no llegó ninguna hoja de ruta.', 'No roadmap has come yet.')}</p>` };
  const list = table(
    mesas.length === 1
      ? say('1 Mesa en su último corte', '1 Mesa at its latest cut-off')
      : say(`${mesas.length} Mesas en su último corte`, `${mesas.length} Mesas at their latest cut-off`),
    [
      'Mesa',
      say('País', 'Country'),
      say('Etapa', 'Stage'),
      say('Corte', 'Cut-off'),
      { label: say('Avance', 'Progress'), number: true },
      { label: say('Vencidas', 'Overdue'), number: true },
      { label: say('Problemas abiertos', 'Open problems'), number: true },
      { label: say('Soluciones activas', 'Active solutions'), number: true },
      { label: say('Días sin sesión', 'Days without a session'), number: true },
      say('Para mostrar', 'To be shown'),
    ],
    mesas.map((mesa) => [
      html`<a target="_blank" href="/hojas-de-ruta/${encodeURIComponent(String(mesa.mesa_id))}">${mesa.nombre ?? mesa.mesa_id}</a>`,
      String(inWords(mesa.pais ?? null, 'pais', lang)),
      codesInWords('Mesas', 'etapa', mesa.etapa, lang) ?? String(mesa.etapa ?? ''),
      dayInWords(String(mesa.corte), lang),
      typeof mesa.avance === 'number' ? `${Math.round(mesa.avance * 100)} %` : '–',
      Number(mesa.vencidas) > 0 ? badge('bad', String(mesa.vencidas)) : '0',
      String(mesa.problemas_abiertos),
      String(mesa.soluciones_activas),
      typeof mesa.dias_sin_sesion === 'number' ? mesa.dias_sin_sesion : '–',
      html`<a target="_blank" href="/hojas-de-ruta/${encodeURIComponent(String(mesa.mesa_id))}?forma=laminas">${say('láminas', 'slides')}</a> · <a href="/hojas-de-ruta/${encodeURIComponent(String(mesa.mesa_id))}?forma=pptx">PowerPoint</a>`,
    ]),
  );
  return {
    title,
    body: html`${list}<p class="quiet">${say('Cada Mesa se abre en una página lista para imprimir en A4; sus láminas se guardan como PDF al imprimirlas, o se bajan para cambiarlas en PowerPoint.', 'Each Mesa opens as a page that is ready to print on A4; its slides are kept as PDF by printing them, or downloaded to be changed in PowerPoint.')}</p>`,
  };
});

/** The page for the minister's meeting. */
export const roadmap = page(
  '/hojas-de-ruta/:mesa',
  READERS,
  async ({ office, param, query, lang, account, say }): Promise<Answer> => {
    const mesa = param('mesa');
    const missing = {
      title: say('Esa Mesa no está aquí', 'That Mesa is not here'),
      body: html`<p><a href="/hojas-de-ruta">${say('Ver las que hay', 'See those that are')}</a></p>`,
      status: 404,
    } as const;
    if (!office.hasDatabase) return missing;
    const read = await office.look(async (db) => {
      const [known] = await db.rows('select pais from consolidado.hr_mesas where upper(mesa_id) = upper(?)', [mesa]);
      const isOwn = known && (account?.role !== 'country' || known.pais === account.country);
      return isOwn ? readRoadmap(db, mesa) : null;
    });
    if (!read) return missing;
    if (query('forma') === 'pptx')
      return {
        file: Buffer.from(await roadmapSlides(read, lang)),
        name: `${mesa}.pptx`,
        type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      };
    return {
      file: Buffer.from(roadmapReport(read, lang, query('forma') === 'laminas' ? 'slides' : 'page')),
      name: `${mesa}.html`,
      type: 'text/html; charset=utf-8',
      inline: true,
    };
  },
);
