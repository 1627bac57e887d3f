import type { Cell, WriteSheet } from 'hucre';
import { lists } from '../../code-lists/lookup.ts';
import { countries, countryByCode } from '../../countries/index.ts';
import { writingOf } from '../../countries/writing.ts';
import type { Value } from '../../define/cell.ts';
import type { Column } from '../../define/column.ts';
import { type Lang, numberInWords } from '../../define/text.ts';
import { cellKey } from './address.ts';
import { cellValue, type Plan, scope } from './plan.ts';
import { linesOf } from './text-size.ts';
import { colour, landscapeA4, style } from './theme.ts';

const words = {
  es: {
    name: 'Instrucciones',
    what: 'Para qué sirve este libro',
    steps: 'Cinco pasos',
    list: (cover: string) => [
      `Llene la hoja ${cover}. El país decide qué regiones se ofrecen en las demás hojas.`,
      'Llene las hojas de datos, de izquierda a derecha. Al elegir una casilla aparece su ayuda; las que ofrecen una lista se eligen, no se escriben.',
      'Donde no haya dato, deje la casilla vacía. Escriba 0 solo si contó y no hubo ninguno.',
      'No cambie los títulos ni las hojas. Puede agregar columnas suyas a la derecha de la tabla: no se leen.',
      `Vuelva a la hoja ${cover}: cuando el cuadro «¿Listo para enviar?» esté en verde, guarde el libro y envíelo.`,
    ],
    marks:
      'Las columnas con * son obligatorias; con (*), en algunos casos. Con borde y ►: falta o está por corregir. En gris: se calcula solo.',
    ids: 'Los códigos de la primera columna ya vienen numerados: 1, 2, 3… Déjelos así o escriba los suyos, sin repetir.',
    example: (sheet: string) => `Ejemplo: una fila de la hoja ${sheet}`,
    exampleHead: ['Columna', 'Se escribe así', 'Qué va allí'],
    computed: '(se calcula solo)',
    empty: '(vacío)',
    ask: '¿Dudas?',
    askText: 'Responda al mensaje con el que recibió este libro; indique la hoja y la fila.',
  },
  en: {
    name: 'Instructions',
    what: 'What this workbook is for',
    steps: 'Five steps',
    list: (cover: string) => [
      `Fill in the sheet ${cover}. The country decides which regions the other sheets offer.`,
      'Fill in the data sheets from left to right. Select a cell to see its help; where a list is offered, choose instead of typing.',
      'Where there is no figure, leave the cell empty. Type 0 only if you counted and there was none.',
      'Do not change headers or sheets. You may add columns of your own to the right of the table: they are not read.',
      `Go back to the sheet ${cover}: when the table «Ready to send?» is green, save the workbook and send it.`,
    ],
    marks:
      'Columns with * are required; with (*), in some cases. With a border and ►: missing or to be corrected. In grey: computed.',
    ids: 'The codes in the first column come numbered: 1, 2, 3… Leave them, or type your own, none twice.',
    example: (sheet: string) => `Example: one row of the sheet ${sheet}`,
    exampleHead: ['Column', 'Is written like this', 'What goes there'],
    computed: '(computed)',
    empty: '(empty)',
    ask: 'Questions?',
    askText: 'Answer the message with which you received this workbook; name the sheet and the row.',
  },
} as const;

/** Name of the sheet in the language of the workbook. */
export const instructionsName = (lang: Lang): string => words[lang].name;

/** Width of the column that shows the example. */
const EXAMPLE_WIDTH = 52;

/** One page: what the workbook is for, five steps, a worked example, whom to ask. */
export function instructionsSheet(plan: Plan): WriteSheet {
  const say = words[plan.lang];
  const cells = new Map<string, Partial<Cell>>();
  const heights = new Map<number, { height: number }>();
  let row = 2;
  const line = (column: number, value: string, look: Cell['style'], height?: number) => {
    cells.set(cellKey(row, column), { value, type: 'string', ...(look && { style: look }) });
    if (height) heights.set(row - 1, { height });
  };
  const plain = { ...style.text, alignment: { vertical: 'center' } } as const;
  line(1, plan.template[plan.lang], style.title, 28);
  row += 2;
  line(1, say.what, style.subtitle, 22);
  row += 1;
  line(1, plan.template.purpose[plan.lang], plain);
  row += 2;
  line(1, say.steps, style.subtitle, 22);
  say.list(plan.coverName).forEach((step, index) => {
    row += 1;
    line(1, `${index + 1}. ${step}`, plain, 18);
  });
  row += 2;
  line(1, say.marks, plain);
  row += 1;
  line(1, say.ids, plain);
  row += 2;
  const sheet = plan.sheets.find(({ sheet: candidate }) => candidate.id === plan.template.exampleSheet);
  if (sheet) {
    line(1, say.example(sheet.name), style.subtitle, 22);
    row += 1;
    say.exampleHead.forEach((label, index) => {
      line(index + 1, label, style.header, 20);
    });
    for (const column of sheet.columns) {
      row += 1;
      line(1, column.label[plan.lang], style.label);
      const { example, exampleInEnglish = {} } = sheet.sheet;
      const said = (plan.lang === 'en' ? exampleInEnglish[column.key] : null) ?? example[column.key] ?? null;
      const shown = exampleOf(plan, column, said);
      line(2, shown, style.boxed);
      line(3, column.help[plan.lang], { ...style.helpWrapped, border: style.boxed.border });
      heights.set(row - 1, {
        height: 3 + 15 * Math.max(linesOf(shown, EXAMPLE_WIDTH), linesOf(column.help[plan.lang], 76)),
      });
    }
    row += 2;
  }
  line(1, say.ask, style.subtitle, 22);
  row += 1;
  line(1, say.askText, plain);
  return {
    name: say.name,
    columns: [{ width: 3 }, { width: 34 }, { width: EXAMPLE_WIDTH }, { width: 76 }],
    cells,
    rowDefs: heights,
    pageSetup: {
      ...landscapeA4,
      fitToHeight: 1,
      printArea: `$B$2:$D$${row}`,
    },
    view: { showGridLines: false, tabColor: { rgb: colour.ochre } },
    a11y: { summary: plan.template.purpose[plan.lang] },
  };
}

/** The example as an official would type it, with a region, currency and tax number of the workbook's country. */
function exampleOf(plan: Plan, column: Column, value: Value): string {
  const say = words[plan.lang];
  if (column.computed) return say.computed;
  const fitted = fitToCountry(plan, column, value);
  if (fitted === null) return say.empty;
  if (column.type.sql === 'DATE') {
    const [year, month, day] = String(fitted).split('-');
    return (writingOf(plan.country).monthFirst ? [month, day, year] : [day, month, year]).join('/');
  }
  if (column.type.id === 'share') return `${number(Number(fitted) * 100, plan.lang)} %`;
  if (typeof fitted === 'number') return number(fitted, plan.lang);
  return String(cellValue(plan, column, fitted));
}

function fitToCountry(plan: Plan, column: Column, value: Value): Value {
  const country = countryByCode.get(plan.country ?? 'PE') ?? countries[0];
  if (!country || value === null) return value;
  if (column.taxId) return country.taxIdExample;
  if (column.list === 'MONEDA') return country.currency;
  if (!column.list || typeof value !== 'string') return value;
  const offered = lists.items(column, { ...scope(plan), country: country.code });
  const known = value.split(';').every((code) => offered.some((item) => item.code === code));
  return known ? value : (offered[0]?.code ?? value);
}

const number = (value: number, lang: Lang) => numberInWords(Math.round(value * 100) / 100, lang);
