import { type Text, text } from '../../sheets-templates/define/text.ts';
import { computed, type Deadline } from './limits.ts';

/** Why a file cannot be read, and what its sender can do. */
export interface Refusal {
  problem: Text;
  hint: Text;
}

/** Thrown inside the reader only; what leaves it is the `refusal`, a value. */
export class Refused extends Error {
  constructor(
    readonly refusal: Refusal,
    detail: string,
  ) {
    super(detail);
  }
}

const SAVE_AGAIN = text(
  'Abra el archivo en Excel, guárdelo como libro .xlsx sin contraseña y vuelva a enviarlo.',
  'Open the file in Excel, save it as an .xlsx workbook without password and send it again.',
);
const SEND_THE_TEMPLATE = text(
  'Envíe el libro de la plantilla, en formato .xlsx.',
  'Send the workbook of the template, in .xlsx format.',
);
const because = (es: string, en: string, hint: Text = SAVE_AGAIN): Refusal => ({ problem: text(es, en), hint });

export const refusals = {
  empty: because('El archivo está vacío.', 'The file is empty.'),
  damaged: because(
    'El archivo está dañado o incompleto y no se puede abrir.',
    'The file is damaged or incomplete and cannot be opened.',
    text(
      'Ábralo en Excel, acepte la reparación si la ofrece, revise sus datos, guárdelo y vuelva a enviarlo.',
      'Open it in Excel, accept the repair if offered, look over your data, save it and send it again.',
    ),
  ),
  password: because(
    'El archivo tiene contraseña y no se puede abrir.',
    'The file has a password and cannot be opened.',
    text(
      'En Excel: Archivo, Información, Proteger libro, quite la contraseña, guarde y vuelva a enviarlo.',
      'In Excel: File, Info, Protect Workbook, remove the password, save and send it again.',
    ),
  ),
  tooBig: because(
    'El archivo es demasiado grande para ser un libro de esta plantilla.',
    'The file is too large to be a workbook of this template.',
    text(
      'Quite imágenes y hojas ajenas, o copie sus datos en una plantilla nueva.',
      'Remove pictures and foreign sheets, or copy your data into a new template.',
    ),
  ),
  tooMuchInside: because(
    'El archivo contiene muchísimos más datos que un libro de esta plantilla y no se abrió.',
    'The file holds far more data than a workbook of this template and was not opened.',
    text('Copie sus datos en una plantilla nueva y envíela.', 'Copy your data into a new template and send that one.'),
  ),
  tooSlow: because(
    'El archivo tarda demasiado en leerse y se dejó.',
    'The file takes too long to read and was left.',
    text('Copie sus datos en una plantilla nueva y envíela.', 'Copy your data into a new template and send that one.'),
  ),
  stopped: because(
    'No se pudo terminar de leer el archivo.',
    'The file could not be read to its end.',
    text(
      'Vuelva a intentar; si sigue igual, copie sus datos en una plantilla nueva y envíela.',
      'Try again; if it stays so, copy your data into a new template and send that one.',
    ),
  ),
  irregular: because(
    'El archivo está armado de forma irregular: trae partes repetidas o con nombres no permitidos.',
    'The file is put together in an irregular way: parts are repeated or have names that are not allowed.',
  ),
  entities: because(
    'El archivo trae instrucciones que un libro de Excel no lleva y no se abrió.',
    'The file carries instructions that no Excel workbook has and was not opened.',
  ),
  noSheets: because('El archivo no tiene hojas.', 'The file has no sheets.'),
  notAWorkbook: because('El archivo no es un libro de Excel.', 'The file is not an Excel workbook.', SEND_THE_TEMPLATE),
  document: (es: string, en: string) => because(`El archivo es ${es}.`, `The file is ${en}.`, SEND_THE_TEMPLATE),
  numbers: because(
    'El archivo es de Numbers.',
    'The file is from Numbers.',
    text(
      'En Numbers: Archivo, Exportar a, Excel; envíe el archivo .xlsx.',
      'In Numbers: File, Export To, Excel; send the .xlsx file.',
    ),
  ),
  loneCsv: because(
    'Un archivo CSV suelto no dice país, periodo ni programa.',
    'A CSV file on its own does not give country, period or programme.',
    text(
      'Envíe el libro .xlsx; o una carpeta o un .zip con Portada.csv y un archivo CSV por hoja.',
      'Send the .xlsx workbook; or a folder or a .zip with Portada.csv and one CSV file for each sheet.',
    ),
  ),
  folder: because(
    'Es una carpeta con nombre de libro, no un libro.',
    'It is a folder with the name of a workbook, not a workbook.',
    text('Envíe el libro mismo.', 'Send the workbook itself.'),
  ),
  link: because(
    'Es un enlace a otro archivo y no se siguió.',
    'It is a link to another file and was not followed.',
    text('Copie aquí el archivo mismo.', 'Copy the file itself here.'),
  ),
  notAFile: because(
    'No es un archivo que se pueda leer.',
    'It is not a file that can be read.',
    text('Copie aquí el archivo mismo.', 'Copy the file itself here.'),
  ),
  locked: because(
    'El archivo no se puede leer: está abierto en otro programa o no hay permiso.',
    'The file cannot be read: it is open in another program, or you may not read it.',
    text('Ciérrelo en el otro programa y vuelva a intentar.', 'Close it in the other program and try again.'),
  ),
} as const;

export function refuse(refusal: Refusal, detail: string): never {
  throw new Refused(refusal, detail);
}

export const damaged = (detail: string): never => refuse(refusals.damaged, detail);

export function checkTime(deadline: Deadline): void {
  if (computed() > deadline) refuse(refusals.tooSlow, 'out of time');
}
