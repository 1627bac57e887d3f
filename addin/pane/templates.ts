import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { HostError, type TemplateFile, type WorkbookFile } from '../host.ts';

const NOT_REACHED = new HostError(
  text(
    'No se pudo traer la plantilla. Revise la red y vuelva a intentar.',
    'The template could not be fetched. Check the network and try again.',
  ),
);

/** A template as the office's program makes it; the files lie beside the pane. */
export async function fetchTemplate(slug: string, lang: Lang): Promise<TemplateFile> {
  const name = `templates/${slug}${lang === 'en' ? '-en' : ''}`;
  try {
    const [book, about] = await Promise.all([fetch(`${name}.xlsx`), fetch(`${name}.json`)]);
    if (!book.ok || !about.ok) throw NOT_REACHED;
    const { sheets, names } = (await about.json()) as Pick<WorkbookFile, 'sheets' | 'names'>;
    return { kind: 'xlsx', bytes: new Uint8Array(await book.arrayBuffer()), sheets, names };
  } catch {
    throw NOT_REACHED;
  }
}
