import { writeFileSync } from 'node:fs';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { cannotWrite } from '../office/replace-outputs.ts';

/** Writes a page for a meeting, and says what to do with it. */
export function writePage(out: string, page: string | Uint8Array, lang: Lang, effects: Effects): void {
  try {
    writeFileSync(out, page);
  } catch {
    throw cannotWrite(out);
  }
  if (typeof page !== 'string') {
    effects.stderr(
      lang === 'es'
        ? `${out}: ábralo en PowerPoint, LibreOffice o Presentaciones de Google.\n`
        : `${out}: open it in PowerPoint, LibreOffice or Google Slides.\n`,
    );
    return;
  }
  effects.stderr(
    lang === 'es'
      ? `${out}: ábralo en un navegador; se imprime en A4 o se guarda como PDF.\n`
      : `${out}: open it in a browser; it prints on A4 or is saved as PDF.\n`,
  );
}
