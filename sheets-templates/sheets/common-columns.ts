import { id, text } from '../column-types/index.ts';
import { always, type Column, never } from '../define/column.ts';
import type { Text } from '../define/text.ts';

/** Free remarks, the same in every sheet. */
export const notes: Column = {
  key: 'notas',
  type: text,
  label: { es: 'Notas', en: 'Notes' },
  help: {
    es: 'Lo que convenga aclarar. No escriba datos personales.',
    en: 'Anything worth explaining. No personal data.',
  },
  required: never,
  remarks: true,
};

/**
 * The code of a row: templates number it, officials may type their own.
 * @param kind first part of the completed code, from the list TIPO_ID
 */
export const rowCode = (key: string, kind: string, label: Text): Column => ({
  key,
  type: id,
  label,
  help: {
    es: 'Deje el número que aparece o escriba su propio código; no lo cambie después.',
    en: 'Leave the number that is there, or type your own code; do not change it later.',
  },
  required: always,
  idKind: kind,
});
