import { type Rule, text } from '../define.ts';

/**
 * Rules that reading a cell, a sheet or a file applies by itself. Their findings come from the column types and
 * from the recovery of structure; what stands here are their words. Codes `M-…` are cases of the list of messy
 * workbooks, `Q-…` are Quipu's own.
 */
export const readingRules: readonly Rule[] = [
  {
    id: 'R-G-01',
    severity: 'fatal',
    scope: 'file',
    about: text('La plantilla y su versión son conocidas.', 'Template and version are recognised.'),
    message: text('No reconozco esta plantilla.', 'I do not recognise this template.'),
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
    id: 'R-G-05',
    severity: 'error',
    scope: 'cell',
    about: text(
      'El código pertenece a su lista; la región, al país de la Portada.',
      'The code belongs to its list; the region to the country of the Cover.',
    ),
    message: text('«{value}» no está en la lista de {list}.', '«{value}» is not in the list of {list}.'),
    hint: text('{advice}', '{advice}'),
  },
  {
    id: 'R-G-09',
    severity: 'error',
    scope: 'cell',
    about: text('Una proporción está entre 0 y 100 %.', 'A share lies between 0 and 100 %.'),
    message: text('{value} no es un porcentaje entre 0 y 100.', '{value} is not a percentage between 0 and 100.'),
    hint: text('Escríbalo con el signo, por ejemplo 43 %.', 'Write it with the sign, for instance 43 %.'),
  },
  {
    id: 'R-G-10',
    severity: 'error',
    scope: 'cell',
    about: text('Los conteos son números enteros, de 0 en adelante.', 'Counts are whole numbers from 0.'),
    message: text(
      'Se esperaba un número entero y no negativo; dice {value}.',
      'A whole number, not negative, was expected; it says {value}.',
    ),
    hint: text('Escriba el número sin decimales ni signo.', 'Write the number without decimals or sign.'),
  },
  {
    id: 'R-G-11',
    severity: 'warning',
    scope: 'cell',
    about: text('El dígito de control del código coincide.', 'The check character of the id matches.'),
    message: text('El dígito de control de {id} no coincide.', 'The check character of {id} does not match.'),
    hint: text(
      'Revise si está bien copiado; se usó tal como está.',
      'See whether it was copied well; it was used as it is.',
    ),
  },
  {
    id: 'R-G-13',
    severity: 'warning',
    scope: 'cell',
    about: text(
      'El valor está dentro de lo verosímil (supuesto, configurable).',
      'The value is plausible (assumption, configurable).',
    ),
    message: text('{value} parece demasiado {direction}.', '{value} seems too {direction}.'),
    hint: text(
      'Revise la cifra; si es correcta, explíquelo en Notas.',
      'Check the figure; if it is right, say why in Notes.',
    ),
  },
  {
    id: 'R-G-15',
    severity: 'error',
    scope: 'cell',
    about: text(
      'El valor se puede leer. En una columna opcional es un aviso y cuenta como sin dato.',
      'The value can be read. In an optional column it is a warning and counts as missing.',
    ),
    message: text('«{value}» no se puede leer como {type}.', '«{value}» cannot be read as {type}.'),
    hint: text('{advice}', '{advice}'),
    source: 'decisions of the project; cases 10, 15, 21 and 25 of the messy workbooks',
  },
  {
    id: 'R-G-16',
    severity: 'warning',
    scope: 'cell',
    about: text(
      'El texto cabe en su columna. Si es más largo, se conserva entero.',
      'The text fits its column. A longer one is kept whole.',
    ),
    message: text(
      'El texto tiene {length} caracteres; el máximo es {max}.',
      'The text has {length} characters; the limit is {max}.',
    ),
    hint: text('Acórtelo si puede; se conservó entero.', 'Shorten it if you can; it was kept whole.'),
  },
  {
    id: 'M-2',
    severity: 'warning',
    scope: 'cell',
    about: text(
      'Un separador seguido de tres cifras puede ser de miles o decimal.',
      'A separator before three digits may be thousands or decimal.',
    ),
    message: text(
      '«{value}»: ¿miles o decimales? Se tomó {number} según el país.',
      '«{value}»: thousands or decimals? {number} was taken, after the country.',
    ),
    hint: text('Escriba la cifra sin separador de miles.', 'Write the figure without a thousands separator.'),
  },
  {
    id: 'M-5',
    severity: 'warning',
    scope: 'cell',
    about: text('Un porcentaje sin signo, mayor que 1.', 'A percentage without sign, above 1.'),
    message: text('Se interpretó {value} como {value} %.', '{value} was read as {value} %.'),
    hint: text('Si no es así, escríbalo con el signo de porcentaje.', 'If not so, write it with the percent sign.'),
  },
  {
    id: 'M-7',
    severity: 'warning',
    scope: 'cell',
    about: text('Un número con su unidad escrita.', 'A number with its unit written out.'),
    message: text(
      '«{value}» se leyó como {number}; se quitó el texto.',
      '«{value}» was read as {number}; the text was left out.',
    ),
    hint: text('Escriba solo la cifra.', 'Write the figure alone.'),
  },
  {
    id: 'M-8',
    severity: 'warning',
    scope: 'cell',
    about: text('Un número con marca de nota al pie.', 'A number with a footnote mark.'),
    message: text(
      '«{value}» se leyó como {number}; se quitó la marca de nota.',
      '«{value}» was read as {number}; the footnote mark was left out.',
    ),
    hint: text('Ponga la aclaración en Notas.', 'Put the explanation in Notes.'),
  },
  {
    id: 'M-9',
    severity: 'warning',
    scope: 'cell',
    about: text('Una cifra con «más de» o «alrededor de».', 'A figure with «more than» or «about».'),
    message: text('«{value}» se leyó como {number}.', '«{value}» was read as {number}.'),
    hint: text(
      'Escriba solo la cifra; «más de» va en Calificador.',
      'Write the figure alone; «more than» goes into Qualifier.',
    ),
  },
  {
    id: 'M-22',
    severity: 'warning',
    scope: 'cell',
    about: text(
      'Una fecha incompleta: se toma el primer o el último día.',
      'An incomplete date: the first or last day is taken.',
    ),
    message: text('«{value}» se leyó como {date}.', '«{value}» was read as {date}.'),
    hint: text(
      'Escriba la fecha completa si la conoce, por ejemplo 31/12/2026.',
      'Write the full date if you know it, for instance 31/12/2026.',
    ),
  },
  {
    id: 'M-28',
    severity: 'fatal',
    scope: 'sheet',
    about: text(
      'Las columnas obligatorias se encuentran en su hoja.',
      'The required columns are found in their sheet.',
    ),
    message: text('Falta la columna {field}.', 'The column {field} is missing.'),
    hint: text(
      'Copie sus datos en una plantilla nueva, o devuelva a la columna su título.',
      'Copy your data into a new template, or give the column its header back.',
    ),
  },
  {
    id: 'M-29',
    severity: 'note',
    scope: 'sheet',
    about: text('Una columna se reconoció por su título.', 'A column was recognised by its header.'),
    message: text('La columna «{header}» se leyó como {field}.', 'The column «{header}» was read as {field}.'),
    hint: text('Si no es así, use los títulos de la plantilla.', 'If not so, use the headers of the template.'),
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
    id: 'M-37',
    severity: 'fatal',
    scope: 'file',
    about: text('Cada hoja está una sola vez.', 'Each sheet is there once.'),
    message: text(
      'Hay dos hojas que parecen {field}: {names}.',
      'There are two sheets that look like {field}: {names}.',
    ),
    hint: text('Deje una sola y vuelva a enviar el libro.', 'Keep one and send the workbook again.'),
  },
  {
    id: 'M-38',
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
    hint: text(
      'Abra el archivo en Excel, guárdelo como libro .xlsx sin contraseña y vuelva a enviarlo.',
      'Open the file in Excel, save it as an .xlsx workbook without password and send it again.',
    ),
  },
  {
    id: 'Q-01',
    severity: 'note',
    scope: 'sheet',
    about: text('Filas más allá de las que la plantilla preparó.', 'Rows beyond those that the template prepared.'),
    message: text(
      'Filas después de la {last}, donde termina la ayuda de la plantilla: {n}.',
      'Rows after row {last}, where the help of the template ends: {n}.',
    ),
    hint: text('Se leyeron igual; revíselas con cuidado.', 'They were read all the same; look at them with care.'),
  },
  {
    id: 'Q-02',
    severity: 'note',
    scope: 'sheet',
    about: text('Códigos cortos que se completaron.', 'Short codes that were completed.'),
    message: text(
      'Códigos cortos que se completaron: {n}. Por ejemplo, «{typed}» se leyó como {id}.',
      'Short codes that were completed: {n}. For instance, «{typed}» was read as {id}.',
    ),
    hint: text('No hace falta cambiarlos.', 'There is no need to change them.'),
  },
  {
    id: 'Q-03',
    severity: 'error',
    scope: 'row',
    about: text(
      'Una fila que depende de otra que quedó fuera, queda fuera con ella.',
      'A row that depends on one kept out is kept out with it.',
    ),
    message: text(
      'Depende de {target}, fila {row}, que quedó fuera.',
      'It depends on {target}, row {row}, which was kept out.',
    ),
    hint: text(
      'Corrija primero esa fila; esta entrará con ella.',
      'Mend that row first; this one will come in with it.',
    ),
  },
  {
    id: 'Q-06',
    severity: 'warning',
    scope: 'row',
    about: text(
      'Un total vacío es la suma de sus partes, si están todas.',
      'An empty total is the sum of its parts, if all are given.',
    ),
    message: text(
      'Falta el total; se tomó {sum}, la suma de sus partes.',
      'The total is missing; {sum} was taken, the sum of its parts.',
    ),
    hint: text('Escriba el total para confirmarlo.', 'Write the total to confirm it.'),
  },
  {
    id: 'M-15',
    severity: 'error',
    scope: 'cell',
    about: text(
      'Una fórmula da un error. En una columna opcional es un aviso y cuenta como sin dato.',
      'A formula gives an error. In an optional column it is a warning and counts as missing.',
    ),
    message: text(
      'La fórmula de la casilla da un error ({value}).',
      'The formula in the cell gives an error ({value}).',
    ),
    hint: text('Corrija la fórmula o escriba el valor.', 'Correct the formula or write the value.'),
  },
  {
    id: 'Q-07',
    severity: 'warning',
    scope: 'cell',
    about: text(
      'Una referencia cuyo nombre cambió se reconoce por su código.',
      'A reference whose name changed is recognised by its code.',
    ),
    message: text(
      '«{value}» se reconoció por su código; el nombre cambió en su hoja.',
      '«{value}» was recognised by its code; the name changed in its sheet.',
    ),
    hint: text('Elíjalo de nuevo en la lista para confirmarlo.', 'Choose it again from the list to confirm it.'),
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
];
