import { text } from '../../../sheets-templates/define/text.ts';
import { HostError, sheetGone } from '../../host.ts';
import type { Refusal, Script } from '../protocol.ts';

/** Reaches the script behind the spreadsheet: a name, arguments as JSON, and JSON back. */
export type Send = (name: string, args: string) => Promise<string>;

export type Call = <Name extends keyof Script>(
  name: Name,
  ...args: Parameters<Script[Name]>
) => Promise<ReturnType<Script[Name]>>;

/** What goes wrong on the way comes out as a sentence. */
export const callThrough =
  (send: Send): Call =>
  async (name, ...args) => {
    try {
      return JSON.parse(await send(name, JSON.stringify(args)));
    } catch (error) {
      throw inWords(error);
    }
  };

/** `google.script.run` as it is in the sidebar. */
interface Runner {
  withSuccessHandler: (done: (answer: string) => void) => Runner;
  withFailureHandler: (failed: (error: unknown) => void) => Runner;
  quipu: (name: string, args: string) => void;
}

export const sendToScript: Send = (name, args) =>
  new Promise((resolve, reject) => {
    const { google } = globalThis as unknown as { google: { script: { run: Runner } } };
    google.script.run.withSuccessHandler(resolve).withFailureHandler(reject).quipu(name, args);
  });

/** Google tells errors as sentences, in the language of the person; these words stand in them. */
const KNOWN: readonly (readonly [RegExp, HostError['text']])[] = [
  [
    /too many times|quota|cuota|demasiadas veces|rate limit|simultaneous|simultánea/i,
    text(
      'Google pide esperar un momento. Vuelva a intentar en unos minutos.',
      'Google asks to wait a moment. Try again in a few minutes.',
    ),
  ],
  [
    /protected|protegid/i,
    text(
      'Una parte de la hoja está protegida y no se puede escribir allí. Pida permiso a quien la protegió.',
      'A part of the sheet is protected and cannot be written to. Ask whoever protected it.',
    ),
  ],
  [
    /validation rule|reglas? de validaci/i,
    text(
      'Una casilla no acepta ese valor por la regla que tiene. Cámbiela usted.',
      'A cell does not take that value because of the rule that it has. Change it yourself.',
    ),
  ],
  [
    /permission|permiso|authoriz|autoriz|access denied|acceso denegado/i,
    text(
      'Google no da permiso para eso. Cierre el panel, ábralo desde el menú y acepte los permisos.',
      'Google gives no permission for this. Close the pane, open it from the menu and accept the permissions.',
    ),
  ],
];
const OTHERWISE = text(
  'Google Sheets no respondió. Espere un momento y vuelva a intentar; si sigue igual, recargue la página.',
  'Google Sheets did not answer. Wait a moment and try again; if it stays like this, reload the page.',
);

export function inWords(error: unknown): HostError {
  if (error instanceof HostError) return error;
  const said = String((error as Error | null)?.message ?? error ?? '');
  return new HostError(KNOWN.find(([words]) => words.test(said))?.[1] ?? OTHERWISE, said.slice(0, 300));
}

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

/** Throws where the script did nothing. */
export function taken<T>(answer: T | Refusal): T {
  if (!isRefusal(answer)) return answer;
  throw refusalOf(answer);
}

function refusalOf({ refused, sheet }: Refusal): HostError {
  if (refused === 'protected')
    return new HostError(
      text(
        `La hoja «${sheet}» está protegida y no se cambió nada. Pida permiso a quien la protegió.`,
        `The sheet «${sheet}» is protected and nothing was changed. Ask whoever protected it.`,
      ),
    );
  if (refused === 'already')
    return new HostError(
      text(
        `Ya hay una hoja «${sheet}» aquí. Elija «En un libro nuevo».`,
        `There is a sheet «${sheet}» here already. Choose «In a new workbook».`,
      ),
    );
  if (refused === 'changed')
    return new HostError(
      text(
        `Alguien escribió en «${sheet}» mientras tanto y no se cambió nada. Pulse Revisar otra vez.`,
        `Somebody typed in «${sheet}» meanwhile and nothing was changed. Press Review again.`,
      ),
    );
  if (refused === 'moved')
    return new HostError(
      text(
        `En «${sheet}» las columnas no están donde la plantilla las puso; no se cambió nada.`,
        `In «${sheet}» the columns are not where the template has put them; nothing was changed.`,
      ),
    );
  return sheetGone(sheet);
}
