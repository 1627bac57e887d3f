import type { Lang } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Database } from '../merge/database.ts';

/** What the published figures cover, in sentences: workbooks, programmes, countries, cut-offs, what is missing. */
export async function factsOf(db: Database, lang: Lang): Promise<string[]> {
  const [all] = await db.rows(`
    select count(*) as libros, count(distinct programa_id) as programas, count(distinct equipo) as equipos,
      count(distinct pais) as paises, min(fecha_corte)::varchar as desde, max(fecha_corte)::varchar as hasta, max(recibido)::varchar as recibido
    from ${PUBLISHED}.entregas where estado = 'aceptada'`);
  const [coverage] = await db.rows(
    `select sum(esperados) as esperados, sum(esperados_aceptados) as aceptados from ${PUBLISHED}.cobertura`,
  );
  const es = lang === 'es';
  const n = (value: unknown) => Number(value ?? 0);
  const words = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  const senders = [
    n(all?.programas) > 0 && words(n(all?.programas), es ? 'programa' : 'programme', es ? 'programas' : 'programmes'),
    n(all?.equipos) > 0 && words(n(all?.equipos), es ? 'equipo' : 'team', es ? 'equipos' : 'teams'),
  ].filter(Boolean);
  const books = words(
    n(all?.libros),
    es ? 'libro aceptado' : 'accepted workbook',
    es ? 'libros aceptados' : 'accepted workbooks',
  );
  const countries = words(n(all?.paises), es ? 'país' : 'country', es ? 'países' : 'countries');
  const cutoffs =
    all?.desde === all?.hasta
      ? `${es ? 'corte al' : 'cut-off'} ${dayInWords(all?.hasta, lang)}`
      : `${es ? 'cortes del' : 'cut-offs'} ${dayInWords(all?.desde, lang)} ${es ? 'al' : 'to'} ${dayInWords(all?.hasta, lang)}`;
  const received =
    typeof all?.recibido === 'string'
      ? `; ${es ? 'recibidos hasta el' : 'received until'} ${dayInWords(all.recibido, lang)}`
      : '';
  return [
    `${books} ${es ? 'de' : 'of'} ${senders.join(es ? ' y ' : ' and ')} ${es ? 'en' : 'in'} ${countries}; ${cutoffs}${received}.`,
    coverage?.esperados === null || coverage?.esperados === undefined
      ? es
        ? 'La oficina no cargó la lista de lo esperado: no se sabe quién falta.'
        : 'The office has not loaded the list of what is expected: who is missing is not known.'
      : es
        ? `Se esperaban ${n(coverage.esperados)} libros; de ellos se aceptaron ${n(coverage.aceptados)}.`
        : `${n(coverage.esperados)} workbooks were expected; ${n(coverage.aceptados)} of them were accepted.`,
  ];
}
