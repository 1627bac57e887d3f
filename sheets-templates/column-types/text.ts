import { countryByCode } from '../countries/index.ts';
import type { Parsed, Problem } from '../define/cell.ts';
import type { ColumnType, ParseContext } from '../define/column.ts';
import { type Text, text as texts } from '../define/text.ts';
import { maskPeople } from '../functions/people-names.ts';
import { readDocument } from '../functions/person-document.ts';
import { readTaxId, type TaxIdReading } from '../functions/tax-id.ts';
import { missing, read, shown, textOf } from './parsing.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** Free text; documents, telephone numbers and addresses of people in it are masked. */
export const text: ColumnType<'text'> = {
  id: 'text',
  kind: 'text',
  label: texts('texto', 'text'),
  sql: 'VARCHAR',
  schema: { type: 'string' },
  width: 24,
  align: 'left',
  long: true,
  parse(input, context) {
    const { column } = context;
    const value = textOf(input);
    if (value === '') return missing;
    if (column.taxId) return taxNumber(value, context);
    if (column.document) return personDocument(value);
    if (column.format === 'email' && !EMAIL.test(value))
      return read(value, { rule: 'R-G-15', params: { value: shown(input), ...AS_EMAIL }, severity: 'warning' });
    const masked = column.personal ? value : maskPeople(value, column, context.people);
    const found: Problem[] = masked === value ? [] : [{ rule: 'M-55' }];
    const { maxLength } = column;
    if (maxLength !== undefined && value.length > maxLength)
      found.push({ rule: 'R-G-16', params: { length: value.length, max: maxLength } });
    return read(masked, ...found);
  },
  validation: ({ minLength, maxLength }) =>
    minLength === undefined && maxLength === undefined
      ? { kind: 'help-only' }
      : {
          kind: 'length',
          ...(minLength !== undefined && { min: minLength }),
          ...(maxLength !== undefined && { max: maxLength }),
        },
  refusal: ({ minLength, maxLength }) =>
    minLength === undefined && maxLength === undefined
      ? texts('Escriba un texto.', 'Write a text.')
      : minLength === undefined
        ? texts(`Escriba como máximo ${maxLength} caracteres.`, `Write at most ${maxLength} characters.`)
        : maxLength === undefined
          ? texts(`Escriba al menos ${minLength} caracteres.`, `Write at least ${minLength} characters.`)
          : texts(
              `Escriba entre ${minLength} y ${maxLength} caracteres.`,
              `Write between ${minLength} and ${maxLength} characters.`,
            ),
  toCell: (value) => value,
};

const AS_EMAIL = {
  type: texts('correo', 'e-mail'),
  advice: texts(
    'Escriba una sola dirección completa, como nombre@organizacion.org.',
    'Write one whole address, such as name@organisation.org.',
  ),
};

/** A document stays as it was written; that it names nobody is told, because somebody may count twice. */
function personDocument(value: string): Parsed {
  const reading = readDocument(value);
  return 'problem' in reading
    ? read(value, { rule: 'Q-26', params: { what: NAMES_NOBODY[reading.problem], todo: TO_DO[reading.problem] } })
    : read(value);
}

const NAMES_NOBODY = {
  short: texts('El documento tiene muy pocas cifras.', 'The document has too few digits.'),
  placeholder: texts('El documento parece un número de relleno.', 'The document looks like a made-up number.'),
  scientific: texts(
    'El documento se guardó como número en notación científica.',
    'The document was stored as a number in scientific notation.',
  ),
  several: texts('La casilla tiene más de un documento.', 'The cell holds more than one document.'),
};
const WHOLE_OR_EMPTY = texts(
  'Escriba el documento completo; si no lo tiene, deje la casilla vacía y escriba por qué en Notas.',
  'Write the whole document; if there is none, leave it empty and write why under Notes.',
);
const TO_DO = {
  short: WHOLE_OR_EMPTY,
  placeholder: WHOLE_OR_EMPTY,
  scientific: texts(
    'Dé a la casilla formato de texto y escríbalo entero.',
    'Format the cell as text and write it whole.',
  ),
  several: texts('Escriba una fila para cada persona.', 'Write a row for each person.'),
};

/** Letters and digits of a tax number; what is strange about it is told, and only a lost number is refused. */
function taxNumber(typed: string, { country }: ParseContext): Parsed {
  const owner = countryByCode.get(country ?? '');
  if (!owner) return read(typed);
  const reading = readTaxId(typed, owner.taxId);
  // «No tiene», «en trámite», «S/N», «0»: no number that would make two enterprises one.
  if (
    !reading ||
    !/[1-9]/.test(reading.value) ||
    (reading.state === 'form' && reading.value.replace(/\D/g, '').length < LEAST_DIGITS)
  ) {
    const what = texts(
      `«${typed}» no es un ${owner.taxIdLabel}; se tomó como sin dato.`,
      `«${typed}» is no ${owner.taxIdLabel}; it was taken as missing.`,
    );
    return read(null, { rule: 'M-44', params: { what, todo: LEAVE_EMPTY } });
  }
  const { value, state, padded } = reading;
  const name = owner.taxIdLabel;
  if (state === 'scientific') {
    const what = texts(
      `El ${name} se guardó como número en notación científica.`,
      `The ${name} was stored as a number in scientific notation.`,
    );
    const todo = texts(
      'Dé a la casilla formato de texto y escríbalo entero.',
      'Format the cell as text and write it whole.',
    );
    return read(null, { rule: 'M-44', severity: 'error', params: { what, todo } });
  }
  const said = padded
    ? texts(
        `Al ${name} le faltaba el cero inicial: se leyó ${value}.`,
        `The ${name} lacked its leading zero: ${value} was read.`,
      )
    : STRANGE[state]?.(name, value);
  if (!said) return read(value);
  return read(value, {
    rule: 'M-44',
    params: { what: said, todo: state === 'form' ? likeThis(owner.taxIdExample) : COPY_AGAIN },
    ...(padded && { fix: {} }),
  });
}

/** No tax number of the five countries is shorter. */
const LEAST_DIGITS = 6;
const LEAVE_EMPTY = texts(
  'Si no lo tiene, deje la casilla vacía y escriba por qué en Notas.',
  'If there is none, leave the cell empty and write why under Notes.',
);
const COPY_AGAIN = texts('Revise si está bien copiado.', 'See whether it was copied well.');
const likeThis = (example: string | null) =>
  example === null
    ? COPY_AGAIN
    : texts(
        `Revise si está bien copiado y completo, como ${example}.`,
        `See whether it was copied well and whole, like ${example}.`,
      );

const STRANGE: Partial<Record<TaxIdReading['state'], (name: string, value: string) => Text>> = {
  digit: (name, value) =>
    texts(
      `El dígito de control del ${name} ${value} no coincide.`,
      `The check digit of the ${name} ${value} does not match.`,
    ),
  form: (name, value) =>
    texts(`${value} no tiene la forma de un ${name}.`, `${value} does not have the form of a ${name}.`),
};
