import type { Lang } from '../../sheets-templates/define/text.ts';
import { countWithUnit } from '../../sheets-templates/indicators/units.ts';
import type { Cell } from '../merge/database.ts';
import { withQualifier } from './plain-words.ts';

interface Component {
  pais: string;
  programa_id: string;
  publico: string;
  indicador: string;
  valor: number;
  rol: string;
}

/** Published figures beside calculated ones, as people read them in a terminal. */
export function headlinesInWords(rows: readonly Record<string, Cell>[], title: string, lang: Lang): string {
  const head =
    lang === 'es'
      ? ['', title, 'Publicado', 'Calculado', 'Cobertura', 'Resultado']
      : ['', title, 'Published', 'Calculated', 'Coverage', 'Result'];
  const shown = rows.map((row) => [
    String(row.titular),
    String(row[lang]),
    number(row.valor_publicado, row.calificador_publicado, lang),
    number(row.valor_calculado, row.calificador_calculado, lang),
    countWithUnit(String(row.cobertura ?? ''), lang),
    String(row.estado),
  ]);
  const details = rows.map(
    (row) =>
      detail(String(row.titular), JSON.parse(String(row.componentes ?? '[]')), row.valor_publicado === null, lang) +
      noteOf(row, lang),
  );
  return `${asTable([head, ...shown])}\n${details.join('')}`;
}

/** Where a headline says something else than what is counted. */
const noteOf = (row: Record<string, Cell>, lang: Lang) => {
  const note = row[`nota_${lang}`];
  return typeof note === 'string' ? `      ${note}\n` : '';
};

const number = (value: unknown, qualifier: unknown, lang: Lang) => {
  const shown = withQualifier(
    typeof value === 'number' ? value : null,
    typeof qualifier === 'string' ? qualifier : null,
    lang,
  );
  return typeof shown === 'number' ? shown.toLocaleString(lang, { useGrouping: 'always' }) : shown;
};

/** What a headline is made of: by country or audience for figures, the programmes for statements. */
function detail(headline: string, components: readonly Component[], qualitative: boolean, lang: Lang): string {
  const counted = components.filter(({ rol }) => rol === 'cuenta');
  if (qualitative) {
    const programmes = [...new Set(counted.map(({ programa_id }) => programa_id))];
    return `  ${headline}: ${programmes.join(', ') || (lang === 'es' ? 'ningún programa' : 'no programme')}\n`;
  }
  const by = counted.some(({ publico }) => publico) ? 'publico' : 'pais';
  const sums = new Map<string, number>();
  for (const item of counted) sums.set(item[by], (sums.get(item[by]) ?? 0) + item.valor);
  const left = components
    .filter(({ rol }) => rol !== 'cuenta')
    .map(({ programa_id, indicador, valor, rol }) => `${programa_id} ${indicador} ${valor}: ${rol}`);
  const parts = [...sums]
    .map(([name, value]) => `${name} ${value.toLocaleString(lang, { useGrouping: 'always' })}`)
    .join(', ');
  return `  ${headline}: ${parts}${left.length > 0 ? `; ${lang === 'es' ? 'no sumado' : 'not added'}: ${left.join('; ')}` : ''}\n`;
}

function asTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        index === 2 || index === 3 ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  return `${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}
