import { type Text, text } from '../../../sheets-templates/define/text.ts';
import { HostError } from '../../host.ts';

/** Errors of the Excel API by their codes, in words. What they said in English is kept as detail, never shown. */
const SENTENCES: Readonly<Record<string, Text>> = {
  AccessDenied: text(
    'La hoja o el libro está protegido y no se cambió nada. Quite la protección en Revisar y vuelva a intentar.',
    'The sheet or workbook is protected and nothing was changed. Remove the protection under Review and try again.',
  ),
  InvalidOperationInCellEditMode: text(
    'Hay una casilla a medio escribir. Pulse Intro y vuelva a intentar.',
    'A cell is being typed in. Press Enter and try again.',
  ),
  ItemNotFound: text(
    'Una hoja o casilla ya no está. Pulse Revisar otra vez.',
    'A sheet or cell is no longer there. Press Review again.',
  ),
  InvalidReference: text(
    'Una casilla ya no está donde estaba. Pulse Revisar otra vez.',
    'A cell is no longer where it was. Press Review again.',
  ),
  RequestPayloadSizeLimitExceeded: text(
    'El libro es demasiado grande para Excel en la web. Ábralo en Excel de escritorio.',
    'The workbook is too large for Excel on the web. Open it in desktop Excel.',
  ),
  UnsupportedOperation: text(
    'Esta versión de Excel no puede hacerlo. Actualice Excel o use Excel en la web.',
    'This version of Excel cannot do it. Update Excel or use Excel on the web.',
  ),
  ApiNotFound: text(
    'Esta versión de Excel no puede hacerlo. Actualice Excel o use Excel en la web.',
    'This version of Excel cannot do it. Update Excel or use Excel on the web.',
  ),
  ActivityLimitReached: text(
    'Excel pide esperar un momento. Vuelva a intentar en un minuto.',
    'Excel asks to wait a moment. Try again in a minute.',
  ),
};
const SAME_AS: Readonly<Record<string, string>> = {
  ResponsePayloadSizeLimitExceeded: 'RequestPayloadSizeLimitExceeded',
  RangeExceedsLimit: 'RequestPayloadSizeLimitExceeded',
  InvalidRequestContext: 'ItemNotFound',
  ApiNotAvailable: 'ApiNotFound',
  UnsupportedFeature: 'UnsupportedOperation',
  UnsupportedSheet: 'UnsupportedOperation',
  InsertDeleteConflict: 'AccessDenied',
  ItemDeleted: 'ItemNotFound',
  InvalidObjectPath: 'ItemNotFound',
  CellEditMode: 'InvalidOperationInCellEditMode',
  RichApiError_InvalidOperationInCellEditMode: 'InvalidOperationInCellEditMode',
  InactiveWorkbook: 'ItemNotFound',
};
const OTHERWISE = text(
  'Excel no respondió. Guarde el libro, cierre el panel, ábralo de nuevo y vuelva a intentar.',
  'Excel did not answer. Save the workbook, close the pane, open it again and retry.',
);

/** The error of the API with its sentence; what is no error of the API stays what it is. */
export function inWords(error: unknown): unknown {
  if (error instanceof HostError || isAbort(error)) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const name = typeof code === 'string' ? code : '';
  return new HostError(SENTENCES[SAME_AS[name] ?? name] ?? OTHERWISE, `${name} ${String(message ?? '')}`.trim());
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
