// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of rules of one subject, an object each
import type { Rule } from '../define/finding.ts';
import { text } from '../define/text.ts';

/**
 * Rules that reading a file and recovering its structure apply; what stands here are their words. Codes `M-…` are
 * cases of the list of messy workbooks, `Q-…` are Quipu's own.
 */
export const structureRules: readonly Rule[] = [
  {
    id: 'R-G-01',
    severity: 'fatal',
    scope: 'file',
    about: text('La plantilla y su versión son conocidas.', 'Template and version are recognised.'),
    message: text('{what}', '{what}'),
    hint: text(
      'Descargue la versión vigente y pase sus datos a ella.',
      'Download the current version and move your data into it.',
    ),
  },
  {
    id: 'R-G-02',
    severity: 'fatal',
    scope: 'workbook',
    about: text(
      'La Portada dice país, periodo o corte, programa o equipo y número de envío.',
      'The Cover gives country, period or cut-off, programme or team, and submission number.',
    ),
    message: text(
      'Falta {field} en la Portada; sin eso no se puede consolidar.',
      '{field} is missing on the Cover; without it nothing can be consolidated.',
    ),
    hint: text(
      'Escríbalo en la casilla indicada y vuelva a enviar el libro.',
      'Write it in the cell named and send the workbook again.',
    ),
  },
  {
    id: 'M-28',
    readsAs: true,
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Cada columna se encuentra en su hoja, por su clave, su título u otro nombre.',
      'Each column is found in its sheet, by its key, its header or another name.',
    ),
    message: text('{what}', '{what}'),
    hint: text('{todo}', '{todo}'),
  },
  {
    id: 'M-29',
    readsAs: true,
    severity: 'note',
    scope: 'sheet',
    about: text('Títulos en el otro idioma.', 'Headers in the other language.'),
    message: text(
      'Títulos en otro idioma que se reconocieron: {headers}.',
      'Headers in another language that were recognised: {headers}.',
    ),
    hint: text('No hace falta cambiarlos.', 'There is no need to change them.'),
  },
  {
    id: 'M-30',
    readsAs: true,
    severity: 'note',
    scope: 'sheet',
    about: text(
      'Columnas en otro orden: se leen por su título.',
      'Columns in another order: they are read by their headers.',
    ),
    message: text(
      'Las columnas están en otro orden; se leyeron por sus títulos.',
      'The columns are in another order; they were read by their headers.',
    ),
    hint: text('No hace falta ordenarlas.', 'There is no need to reorder them.'),
  },
  {
    id: 'M-31',
    severity: 'note',
    scope: 'sheet',
    about: text('Columnas añadidas por el equipo: no se leen.', 'Columns added by the team: they are not read.'),
    message: text(
      'Columnas que no son de la plantilla y no se leyeron: {headers}.',
      'Columns that are not of the template and were not read: {headers}.',
    ),
    hint: text('No hace falta quitarlas.', 'There is no need to remove them.'),
  },
  {
    id: 'M-32',
    readsAs: true,
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Casillas combinadas: un texto vale para todas sus filas; un número, para ninguna.',
      'Merged cells: a text holds for all their rows; a number for none.',
    ),
    message: text('{what}', '{what}'),
    hint: text('{todo}', '{todo}'),
  },
  {
    id: 'M-33',
    readsAs: true,
    severity: 'warning',
    scope: 'row',
    about: text('Una fila de totales entre los datos no se lee.', 'A row of totals among the data is not read.'),
    message: text(
      'Se omitió la fila {row}: parece un total ({proof}).',
      'Row {row} was left out: it seems a total ({proof}).',
    ),
    hint: text('Quítela; los totales se calculan al consolidar.', 'Remove it; totals are computed in the merge.'),
  },
  {
    id: 'M-34',
    severity: 'warning',
    scope: 'sheet',
    about: text('Una segunda tabla debajo de la primera no se lee.', 'A second table below the first is not read.'),
    message: text(
      'En la fila {at} empieza otra tabla; de la {at} a la {last} no se leyó.',
      'Another table begins in row {at}; rows {at} to {last} were not read.',
    ),
    hint: text(
      'Si son datos de esta hoja, páselos debajo de la primera tabla, cada uno en su columna y sin repetir los títulos.',
      'If they are data of this sheet, move them below the first table, each to its column and without repeating the headers.',
    ),
  },
  {
    id: 'Q-42',
    readsAs: true,
    severity: 'note',
    scope: 'sheet',
    about: text(
      'Una fila con ceros, monedas o años y nada más no es un dato: se arrastró de la de arriba.',
      'A row with zeros, currencies or years and nothing else is no data: it was dragged from the one above.',
    ),
    message: text(
      'Las filas {rows} traen solo ceros, moneda o año; no se leyeron.',
      'Rows {rows} hold only zeros, a currency or a year, and were not read.',
    ),
    hint: text(
      'Si son datos, llene las demás casillas de la fila.',
      'If they are data, fill in the other cells of the row.',
    ),
  },
  {
    id: 'M-35',
    severity: 'warning',
    scope: 'row',
    about: text('La fila de ejemplo no es un dato.', 'The example row is no data.'),
    message: text('La fila {row} es la fila de ejemplo; no se leyó.', 'Row {row} is the example row; it was not read.'),
    hint: text(
      'Bórrela si no es un dato suyo; si lo es, cambie lo que no corresponda.',
      'Delete it if it is no data of yours; if it is, change what does not apply.',
    ),
  },
  {
    id: 'M-36',
    severity: 'note',
    scope: 'sheet',
    about: text(
      'Las filas ocultas se leen; las hojas ocultas ajenas, no.',
      'Hidden rows are read; foreign hidden sheets are not.',
    ),
    message: text('{what}', '{what}'),
    hint: text('Muéstrelas y revíselas antes de enviar.', 'Show them and look at them before sending.'),
  },
  {
    id: 'M-37',
    readsAs: true,
    severity: 'warning',
    scope: 'file',
    about: text('Cada hoja está una sola vez, con cualquier nombre.', 'Each sheet is there once, under any name.'),
    message: text('{what}', '{what}'),
    hint: text('{todo}', '{todo}'),
  },
  {
    id: 'Q-41',
    severity: 'fatal',
    scope: 'sheet',
    about: text(
      'Cada dato está debajo de su título, y no en la columna de al lado.',
      'What is filled in stands below its header, and not in the column beside it.',
    ),
    message: text(
      'Los datos están corridos una columna {where}; se ve entre las columnas {from} y {to}.',
      'The data stand one column {where}; it shows between columns {from} and {to}.',
    ),
    hint: text(
      'Vea en qué columna empieza, mueva desde allí todo una columna {back} y vuelva a enviar.',
      'See in which column it begins, move all from there one column {back} and send again.',
    ),
  },
  {
    id: 'Q-45',
    severity: 'error',
    scope: 'sheet',
    about: text(
      'Ninguna fila está corrida una columna respecto de las demás.',
      'No rows stand one column beside the others.',
    ),
    message: text(
      'Las filas {top} a {bottom} están corridas una columna {where}, entre las columnas {from} y {to}; no se leyeron.',
      'Rows {top} to {bottom} stand one column {where}, between columns {from} and {to}; they were not read.',
    ),
    hint: text(
      'Mueva esas casillas una columna {back} y vuelva a enviar.',
      'Move these cells one column {back} and send again.',
    ),
  },
  {
    id: 'Q-46',
    severity: 'fatal',
    scope: 'sheet',
    about: text(
      'Bajo los títulos de una hoja no están las filas de otra.',
      'Below the titles of a sheet there are not the rows of another one.',
    ),
    message: text(
      'Lo que está bajo los títulos de «{own}» parece ser de la hoja «{other}».',
      'What stands below the titles of «{own}» seems to be of the sheet «{other}».',
    ),
    hint: text(
      'Pase esas filas a su hoja y vuelva a enviar el libro.',
      'Move these rows to their sheet and send the workbook again.',
    ),
  },
  {
    id: 'Q-47',
    readsAs: true,
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Cada dato de la Portada está en la fila de su título.',
      'What the Cover says stands in the row of its label.',
    ),
    message: text(
      'Los datos de la Portada están una fila más abajo que sus títulos desde la fila {row}; se leyó cada uno con el suyo.',
      'The data of the Cover stand one row below their labels from row {row} on; each was read with its own.',
    ),
    hint: text('Súbalos una fila.', 'Move them up by one row.'),
  },
  {
    id: 'M-38',
    readsAs: true,
    severity: 'warning',
    scope: 'file',
    about: text('Un libro de una versión anterior se convierte.', 'A workbook of an earlier version is converted.'),
    message: text(
      'Plantilla versión {version}: se convirtió a la vigente.',
      'Template version {version}: it was converted to the current one.',
    ),
    hint: text('La próxima vez use la versión vigente.', 'Use the current version next time.'),
  },
  {
    id: 'M-39',
    severity: 'note',
    scope: 'file',
    about: text(
      'El libro no trae filas: cuenta como recibido, sin datos.',
      'The workbook has no rows: it counts as received, without data.',
    ),
    message: text('El libro solo trae la Portada.', 'The workbook holds the Cover alone.'),
    hint: text(
      'Si este periodo no tuvo actividades, no haga nada más.',
      'If this period had no activities, there is nothing else to do.',
    ),
  },
  {
    id: 'M-40',
    severity: 'fatal',
    scope: 'file',
    about: text('El archivo se puede abrir.', 'The file can be opened.'),
    message: text('{problem}', '{problem}'),
    hint: text('{todo}', '{todo}'),
  },
  {
    id: 'Q-08',
    severity: 'fatal',
    scope: 'file',
    about: text('La Portada está en el libro.', 'The Cover is in the workbook.'),
    message: text('No está la hoja {field}.', 'The sheet {field} is not there.'),
    hint: text(
      'Si la borró, pase sus datos a una plantilla nueva.',
      'If you deleted it, move your data into a new template.',
    ),
  },
  {
    id: 'Q-09',
    severity: 'warning',
    scope: 'file',
    about: text('Falta una hoja de datos: se toma como vacía.', 'A data sheet is missing: it is taken as empty.'),
    message: text(
      'No está la hoja {field}; se tomó como vacía.',
      'The sheet {field} is not there; it was taken as empty.',
    ),
    hint: text(
      'Si tiene datos de esa hoja, agréguela desde una plantilla nueva.',
      'If you have data for that sheet, add it from a new template.',
    ),
  },
  {
    id: 'Q-10',
    severity: 'note',
    scope: 'file',
    about: text('Las macros nunca se ejecutan.', 'Macros are never run.'),
    message: text(
      'El libro trae macros; no se ejecutaron ni se leyeron.',
      'The workbook brings macros; they were neither run nor read.',
    ),
    hint: text('Puede enviarlo como .xlsx, sin macros.', 'You may send it as .xlsx, without macros.'),
  },
  {
    id: 'Q-11',
    severity: 'warning',
    scope: 'file',
    about: text(
      'Un libro abierto en otro programa puede tener cambios sin guardar.',
      'A workbook open in another program may have unsaved changes.',
    ),
    message: text(
      'El libro está abierto en otro programa; se leyó lo último que se guardó.',
      'The workbook is open in another program; what was saved last was read.',
    ),
    hint: text('Guárdelo, ciérrelo y repita si hizo cambios.', 'Save it, close it and repeat if you made changes.'),
  },
  {
    id: 'Q-12',
    severity: 'warning',
    scope: 'file',
    about: text(
      'La plantilla se reconoce por sus hojas cuando el libro no la nombra.',
      'The template is recognised by its sheets when the workbook does not name it.',
    ),
    message: text(
      'El libro no dice qué plantilla es; por sus hojas y títulos se leyó como {template}.',
      'The workbook does not say which template it is; by its sheets and headers it was read as {template}.',
    ),
    hint: text(
      'Si no es así, pase sus datos a la plantilla que corresponda.',
      'If not so, move your data into the right template.',
    ),
  },
  {
    id: 'Q-13',
    severity: 'note',
    scope: 'file',
    about: text('Hojas añadidas por el equipo: no se leen.', 'Sheets added by the team: they are not read.'),
    message: text(
      'Hojas que no son de la plantilla y no se leyeron: {names}.',
      'Sheets that are not of the template and were not read: {names}.',
    ),
    hint: text('No hace falta quitarlas.', 'There is no need to remove them.'),
  },
  {
    id: 'Q-14',
    severity: 'fatal',
    scope: 'sheet',
    about: text('La fila de títulos se encuentra.', 'The header row is found.'),
    message: text('No se encuentra la fila de títulos de {field}.', 'The header row of {field} is not to be found.'),
    hint: text(
      'Copie los títulos de una plantilla nueva encima de sus datos.',
      'Copy the headers of a new template above your data.',
    ),
  },
  {
    id: 'Q-15',
    severity: 'fatal',
    scope: 'sheet',
    about: text('Un libro trae un número razonable de filas.', 'A workbook brings a reasonable number of rows.'),
    message: text('El libro tiene más de {most} filas de datos.', 'The workbook has more than {most} rows of data.'),
    hint: text(
      'Repártalas en varios libros, uno por periodo o región.',
      'Spread them over several workbooks, one for each period or region.',
    ),
  },
  {
    id: 'Q-16',
    severity: 'note',
    scope: 'sheet',
    about: text(
      'Sin la fila oculta de claves, las columnas se leen por sus títulos.',
      'Without the hidden row of keys, columns are read by their headers.',
    ),
    message: text(
      'Falta la fila oculta de claves; las columnas se leyeron por sus títulos.',
      'The hidden row of keys is missing; the columns were read by their headers.',
    ),
    hint: text('No hace falta reponerla.', 'There is no need to restore it.'),
  },
  {
    id: 'Q-17',
    readsAs: true,
    severity: 'note',
    scope: 'sheet',
    about: text('Una columna de una versión anterior se convierte.', 'A column of an earlier version is converted.'),
    message: text(
      'La columna «{header}» de una versión anterior se leyó como {field} (por {times}).',
      'The column «{header}» of an earlier version was read as {field} (times {times}).',
    ),
    hint: text('No hace falta cambiarla.', 'There is no need to change it.'),
  },
  {
    id: 'Q-36',
    readsAs: true,
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Si el título de una columna da otra unidad («miles de soles», «en US$», «%»), sus cifras se leen en ella.',
      'Where the header of a column gives another unit («thousands of soles», «in US$», «%»), its figures are read in it.',
    ),
    message: text(
      'La columna «{header}» se leyó como {field}, {how}.',
      'The column «{header}» was read as {field}, {how}.',
    ),
    hint: text(
      'Si no es así, devuelva al título el de la plantilla: «{field}». Una casilla que dice su propia unidad se leyó en esa.',
      'If that is not so, give the header that of the template back: «{field}». A cell that says its own unit was read in that one.',
    ),
  },
  {
    id: 'Q-18',
    severity: 'note',
    scope: 'sheet',
    about: text(
      'Si lo mismo pasa en muchísimas filas, las demás se dicen juntas.',
      'When the same happens in very many rows, the others are told together.',
    ),
    message: text('Lo mismo ({rule}) en {n} filas más: {rows}.', 'The same ({rule}) in {n} more rows: {rows}.'),
    hint: text('Corríjalas como las anteriores.', 'Mend them like those before.'),
  },
  {
    id: 'Q-19',
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Los datos están debajo de los títulos; lo que está encima no se lee.',
      'Data stand below the headers; what stands above them is not read.',
    ),
    message: text(
      'Hay filas llenas encima de los títulos que no se leyeron: {rows}.',
      'There are filled rows above the headers that were not read: {rows}.',
    ),
    hint: text('Si son datos, muévalas debajo de los títulos.', 'If they are data, move them below the headers.'),
  },
  {
    id: 'Q-20',
    severity: 'warning',
    scope: 'sheet',
    about: text('En la Portada hay un solo valor por línea.', 'The Cover has one value on each line.'),
    message: text(
      '{field}: además de «{value}» dice «{other}» en otra columna, que no se leyó.',
      '{field}: besides «{value}» it says «{other}» in another column, which was not read.',
    ),
    hint: text('Deje solo el valor correcto, en su casilla.', 'Keep the right value alone, in its cell.'),
  },
  {
    id: 'Q-21',
    severity: 'warning',
    scope: 'sheet',
    about: text(
      'Una columna de la plantilla que está dos veces se lee una sola vez.',
      'A column of the template that is there twice is read once.',
    ),
    message: text(
      'Estas columnas repiten un título de la plantilla con otros datos y no se leyeron: {headers}.',
      'These columns repeat a header of the template with other data and were not read: {headers}.',
    ),
    hint: text(
      'Si esos datos valen, páselos a la columna del mismo título; si no, borre la columna.',
      'If those data hold, move them to the column of the same header; if not, delete the column.',
    ),
  },
  {
    id: 'Q-22',
    severity: 'warning',
    scope: 'row',
    about: text(
      'Una nota entre los datos o debajo de ellos no es una fila.',
      'A note among or below the data is no row.',
    ),
    message: text(
      'La fila {row} parece una nota y no se leyó: «{value}».',
      'Row {row} looks like a note and was not read: «{value}».',
    ),
    hint: text(
      'Si es un dato, llene las demás casillas de la fila.',
      'If it is data, fill in the other cells of the row.',
    ),
  },
];
