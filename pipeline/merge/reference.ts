import type { Behaviour, Indicator, ResultLevel } from '../../sheets-templates/define/indicator.ts';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { countedByCode } from './counted/index.ts';

/** One line of an indicator's reference sheet: what it is about, and what is so. */
export interface ReferenceLine {
  /** Column of `dim_indicador`, without its language. */
  key: (typeof KEYS)[number];
  label: Text;
  said: Text;
}

const TIME: Readonly<Record<Behaviour, Text>> = {
  stock: text(
    'Existencia: lo que hay en la fecha de corte. De varios cortes cuenta el último, y de una lista lo último de cada una, también de la que un libro posterior ya no trae; los periodos no se suman.',
    'Stock: what there is at the cut-off. Of several cut-offs the latest counts, and of a list the latest of each, also of one that a later workbook no longer brings; periods are not added.',
  ),
  cumulative: text(
    'Acumulado desde el inicio del programa. La línea sin periodo es el total; la de un periodo dice lo que traen los libros de ese periodo, con lo que de ello dijeron los anteriores. No baja; de dos orígenes se publica la cifra mayor y se pregunta; de dos declaradas vale la última.',
    'Cumulative since the programme began. The line without period is the total; that of a period tells what the workbooks of that period hold, with what earlier ones said of it. It does not fall; of two origins the larger is published and the sender is asked; of two that were declared the latest holds.',
  ),
  flow: text(
    'Flujo: lo que ocurrió en el periodo, por su fecha. Los periodos se suman.',
    'Flow: what took place in the period, by its date. Periods are added.',
  ),
  ratio: text(
    'Razón: numerador sobre denominador, cada uno sumado; nunca la media de porcentajes.',
    'Ratio: numerator over denominator, each added up; never the mean of percentages.',
  ),
};

const ADDITIVITY: Readonly<Record<Indicator['additivity'], Text>> = {
  sum: text(
    'Se suman los programas, sin lo que uno ya incluye de otro. Lo que dos programas cuentan de una misma empresa, organización o persona va una vez: el último corte y, del mismo corte, la cifra mayor. Un curso, un empleo o un producto que dos programas listan se suma, salvo que uno diga que ya incluye al otro.',
    'Programmes are added, without what one includes of another. What two programmes count of the same enterprise, organisation or person is there once: the latest cut-off and, of one cut-off, the larger figure. A course, a job or a product that two programmes list is added, unless one says that it includes the other.',
  ),
  distinct: text(
    'Cada unidad cuenta una vez en cada nivel: programa, país y región. Lo que no tiene número tributario ni documento (un curso, un producto) es de su programa: en dos programas son dos.',
    'Each unit counts once at each level: programme, country and region. What has neither tax number nor document (a course, a product) is of its programme: of two programmes it is two.',
  ),
  ratio: text(
    'Razón de las sumas de los programas que dan su base; cada empresa, organización o persona una vez, aunque esté en dos: el último corte y, del mismo corte, la base mayor.',
    'Ratio of the sums of the programmes that give their base; each enterprise, organisation or person once, though it be in two: the latest cut-off and, of one cut-off, the larger base.',
  ),
  programme: text('Se publica solo por programa; no se suma.', 'Published by programme only; not added.'),
  currency: text(
    'Se suma dentro de cada moneda; las monedas van aparte.',
    'Added within one currency; currencies stand apart.',
  ),
};

const LEVEL: Readonly<Record<ResultLevel, Text>> = {
  output: text(
    'Producto: lo que el programa entrega y a quiénes llega.',
    'Output: what the programme delivers and whom it reaches.',
  ),
  outcome: text(
    'Resultado: lo que cambia en empresas, organizaciones e instituciones.',
    'Outcome: what changes in enterprises, organisations and institutions.',
  ),
  impact: text(
    'Impacto: lo que cambia para las personas: empleos, salarios, ingresos.',
    'Impact: what changes for people: jobs, wages, incomes.',
  ),
};

const DIMENSIONS: readonly (readonly [column: string, said: Text])[] = [
  ['region', text('región', 'region')],
  ['sector', text('sector', 'sector')],
  ['clase', text('clase de tamaño', 'size class')],
  ['publico', text('público', 'audience')],
  ['mujeres', text('sexo (de las filas que dicen mujeres y hombres)', 'sex (of the rows that say women and men)')],
];

const both = (parts: readonly Text[], join = ', '): Text =>
  text(parts.map(({ es }) => es).join(join), parts.map(({ en }) => en).join(join));

/** What counts where one workbook declares and another lists. */
const TWO_ORIGINS: Readonly<Record<Behaviour, Text>> = {
  stock: text(
    'De lo declarado en un libro y listado en otro cuenta lo último, nunca la suma.',
    'Of what one workbook declares and another lists the latest counts, never the sum.',
  ),
  cumulative: text(
    'De un acumulado declarado en un libro y la lista de otro cuenta la cifra mayor, nunca la suma.',
    'Of a cumulative total of one workbook and the list of another the larger counts, never the sum.',
  ),
  flow: text(
    'Del periodo que un libro declara no cuenta lo que otro vuelve a listar.',
    'Of a period that one workbook declares, what another lists again does not count.',
  ),
  ratio: text(
    'De lo declarado en un libro y medido en otro cuenta lo que tiene la base mayor.',
    'Of what one workbook declares and another measures, that with the larger base counts.',
  ),
};

/** How its values come: what workbooks declare, what their sheets give by counting, and which of the two counts. */
function origin(listed: boolean, time: Behaviour): Text {
  return listed
    ? both(
        [
          text(
            'Contado de las hojas de detalle. Si el mismo libro lo declara en «Resultados», cuenta lo declarado y se avisa si difieren.',
            'Counted from the detail sheets. Where the same workbook declares it in «Results», what is declared counts, and differences are told.',
          ),
          TWO_ORIGINS[time],
        ],
        ' ',
      )
    : text('Declarado en la hoja «Resultados».', 'Declared in the sheet «Results».');
}

function breakdowns({ unit, of }: Indicator, sql: string | undefined): Text {
  const counted = DIMENSIONS.filter(([column]) =>
    sql?.match(new RegExp(`\\bas ${column}\\b|(?:, |\\n\\s+)${column},`)),
  ).map(([, said]) => said);
  const declared = [0, 1, 3, ...(unit === 'personas' || unit === 'empleos' || of !== undefined ? [4] : [])].flatMap(
    (at) => DIMENSIONS[at]?.[1] ?? [],
  );
  if (sql === undefined) return both(declared);
  const [listed, said] = [both(counted), both(declared)];
  const parts = text(
    `De lo declarado, por ${said.es}; de lo contado en las hojas, ${counted.length > 0 ? `por ${listed.es}` : 'ninguno'}.`,
    `Of what is declared, by ${said.en}; of what is counted from the sheets, ${counted.length > 0 ? `by ${listed.en}` : 'none'}.`,
  );
  const isCount = of === undefined;
  return isCount && counted.length > 0 ? both([parts, NOT_ALL], ' ') : parts;
}

const NOT_ALL = text(
  'Las partes pueden no llegar al total: lo que no dice su sexo, su región o su grupo, o resta repetidos, cuenta solo en el total.',
  'Parts may not reach the total: what does not say its sex, region or group, or takes off those repeated, counts in the total alone.',
);

/** Sources as the definitions name them, in Spanish. */
const SOURCES: Readonly<Record<string, string>> = {
  '16th ICLS 1998': '16.ª CIET, 1998',
  'CO Res. 1111/2017 formula': 'fórmula de la Resolución 1111 de 2017 de Colombia',
  'DCED common indicator: net additional income (definition recalled: assumption)':
    'indicador común del DCED: ingreso neto adicional (definición de memoria: supuesto)',
  'DCED: additional FTE jobs': 'DCED: empleos ETC adicionales',
  '240 days/year recalled (assumption)': '240 días al año, de memoria (supuesto)',
  'ILO Andean Office report 2010–2015': 'informe de la Oficina de la OIT para los Países Andinos 2010–2015',
  'ILO Andean Office report 2010–2015 names it':
    'lo nombra el informe de la Oficina de la OIT para los Países Andinos 2010–2015',
  'ILO definition': 'definición de la OIT',
  'SCORE logframe as the ILO describes it (recalled: assumption)':
    'marco lógico de SCORE según la OIT (de memoria: supuesto)',
  'SIYB practice (assumption)': 'práctica de ISUN/IMESUN (supuesto)',
  assumption: 'supuesto',
  'code assumption': 'el código es un supuesto',
  'formula assumption': 'la fórmula es un supuesto',
  'the sheets of the template': 'las hojas de la plantilla',
};

const sourceInWords = (source: string): Text =>
  text(
    source
      .split('; ')
      .map((part) => SOURCES[part] ?? part)
      .join('; '),
    source,
  );

/** All that is said of an indicator, in the order in which a person reads it. */
export function referenceOf(indicator: Indicator): ReferenceLine[] {
  const { code, definition, counted, parts, limits, sdg, source, area, unit, time, additivity, level } = indicator;
  const sql = countedByCode.get(code);
  const template = templates.find((one) => one.code === area);
  const line = (key: (typeof KEYS)[number], es: string, en: string, said: Text): ReferenceLine => ({
    key,
    label: text(es, en),
    said,
  });
  return [
    line('definicion', 'Qué mide', 'What it measures', definition),
    line('nivel_de_resultado', 'Nivel de resultado (supuesto)', 'Level of results (assumption)', LEVEL[level]),
    line('en_el_tiempo', 'En el tiempo', 'Over time', TIME[time]),
    line('que_cuenta', 'Qué se cuenta', 'What is counted', counted),
    ...(parts
      ? [
          line('numerador', 'Numerador', 'Numerator', parts.numerator),
          line('denominador', 'Denominador', 'Denominator', parts.denominator),
        ]
      : []),
    line('unidad_de_medida', 'Unidad', 'Unit', text(unitIn(unit, 'es'), unitIn(unit, 'en'))),
    line(
      'vacio',
      'Una celda vacía',
      'An empty cell',
      indicator.blank ?? text('es «no se sabe»: no cuenta como cero.', 'is «not known»: it does not count as zero.'),
    ),
    line('origen', 'De dónde sale', 'Where it comes from', origin(sql !== undefined, time)),
    line('como_se_suma', 'Cómo se suma', 'How it adds up', ADDITIVITY[additivity]),
    line('desgloses', 'Desgloses', 'Breakdowns', breakdowns(indicator, sql)),
    line(
      'frecuencia',
      'Cada cuánto y quién',
      'How often and who',
      text(
        `Cada periodo, en la fecha de corte. Lo informa el equipo del programa (${template ? template.es : 'cualquier plantilla de programa'}); lo consolida la oficina regional.`,
        `Each period, at the cut-off. The programme's team reports it (${template ? template.en : 'any template of a programme'}); the regional office consolidates it.`,
      ),
    ),
    line('limites', 'Qué no dice', 'What it does not say', limits),
    ...(sdg.length > 0
      ? [line('ods', 'Metas de los ODS (supuesto)', 'SDG targets (assumption)', text(sdg.join(', '), sdg.join(', ')))]
      : []),
    line('fuente', 'Fuente', 'Source', sourceInWords(source)),
  ];
}

const KEYS = [
  'definicion',
  'nivel_de_resultado',
  'en_el_tiempo',
  'que_cuenta',
  'numerador',
  'denominador',
  'unidad_de_medida',
  'vacio',
  'origen',
  'como_se_suma',
  'desgloses',
  'frecuencia',
  'limites',
  'ods',
  'fuente',
] as const;

/** Columns and rows of the table of reference sheets: each line in both languages. */
export function referenceTable(): [string[], (string | null)[][]] {
  const columns = ['indicador', 'tiempo', 'mejor', ...KEYS.flatMap((key) => [`${key}_es`, `${key}_en`])];
  const rows = indicators.map((indicator) => {
    const said = new Map(referenceOf(indicator).map((line) => [line.key, line.said]));
    return [
      indicator.code,
      indicator.time,
      indicator.better ?? 'sube',
      ...KEYS.flatMap((key) => [said.get(key)?.es ?? null, said.get(key)?.en ?? null]),
    ];
  });
  return [columns, rows];
}
