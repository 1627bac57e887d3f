import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const SUFFIX = '?script';

/**
 * `import code from './client/main.ts?script'` gives a program for browsers as text: bundled, in one piece, fit to stand
 * inside a page. Works for rolldown and for vitest.
 */
export const scriptAsText = () => ({
  name: 'script-as-text',
  async resolveId(source, importer) {
    if (!source.endsWith(SUFFIX)) return null;
    const found = await this.resolve(source.slice(0, -SUFFIX.length), importer);
    return found ? `${found.id}${SUFFIX}` : null;
  },
  async load(id) {
    if (!id.endsWith(SUFFIX)) return null;
    const bundle = await rolldown({ input: id.slice(0, -SUFFIX.length), platform: 'browser', logLevel: 'warn' });
    const { output } = await bundle.generate({ format: 'iife', minify: true, comments: { legal: true } });
    await bundle.close();
    const [{ code }] = output;
    const inPage = code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
    return { code: `export default ${JSON.stringify(inPage)};`, moduleType: 'js' };
  },
});

/** `import sql from './model.sql'`, `import svg from './mark.svg'`: files as text, for vitest; rolldown has it built in. */
export const filesAsText = () => ({
  name: 'files-as-text',
  enforce: 'pre',
  load: (id) => (/\.(sql|svg)$/.test(id) ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : null),
});

const FOLDER = '?sql-files';

/** `import queries from './?sql-files'` gives the SQL files beside the one that asks, as texts by their names. */
export const sqlFilesOfFolder = () => ({
  name: 'sql-files-of-folder',
  resolveId: (source, importer) =>
    source === `./${FOLDER}` && importer ? `${join(dirname(importer), 'index.sql-files')}${FOLDER}` : null,
  load(id) {
    if (!id.endsWith(FOLDER)) return null;
    const folder = dirname(id);
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    const texts = files.sort().map((file) => [basename(file, '.sql'), readFileSync(join(folder, file), 'utf8')]);
    return { code: `export default ${JSON.stringify(Object.fromEntries(texts))};`, moduleType: 'js' };
  },
});
