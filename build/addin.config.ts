import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { functionsMetadata } from '../addin/excel/functions/metadata.ts';
import { templateNames, templateSheets } from '../sheets-templates/emit/template-facts.ts';
import { toXlsx } from '../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../sheets-templates/templates/index.ts';

/** Where `manifest.xml` says that everything lies; a build for another address writes it anew. */
const DEVELOPMENT = 'https://localhost:3000';

const root = join(process.cwd(), 'addin', 'excel');
const ENGINE = join(process.cwd(), 'addin', 'pane', 'engine');

/** The pane of Excel as static files: page, engine, functions, icons, templates and the manifest. */
export default defineConfig(({ command }) => ({
  root,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    withoutDocumentation(),
    engineInItsThread(command === 'serve'),
    staticFiles(process.env.QUIPU_ORIGIN ?? DEVELOPMENT),
  ],
  build: {
    outDir: process.env.QUIPU_ADDIN_OUT ?? join(process.cwd(), 'dist-addin'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: { input: join(root, 'pane.html') },
  },
}));

/**
 * What rules and columns carry for the documentation alone, left out of the pane: what a rule asks, and how the data
 * model words it. Nothing that runs reads it.
 */
function withoutDocumentation(): Plugin {
  const about = /^ {2}about: text\((?:\n(?: {4}.*\n)+ {2}|.*)\),$|^ {4}about: text\((?:\n(?: {6}.*\n)+ {4}|.*)\),$/gm;
  const rule = /^ {6}rule: (?:'.*'|\n {8}'.*'),$|^ {2}grain: \{.*\},$/gm;
  const source = /^ {2,6}(?:source|note): (?:'.*'|\n {4,8}'.*'),$/gm;
  const arithmetic = /^ {4}rule: (?:'.*'|\n {6}'.*'),$/gm;
  const reference =
    /^ {4}(?:definition|counted|limits|blank): text\((?:\n(?: {6}.*\n)+ {4}|.*)\),$|^ {4}parts: \{(?:\n(?: {6}.*\n)+ {4}|.*)\},$|^ {4}(?:sdg|time|level|additivity|of|marks|better): .*,$/gm;
  const words = /^ {4}(?:about|message|hint): text\((?:\n(?: {6}.*\n)+ {4}|.*)\),$/gm;
  // What is known of a code besides its names, but for what checks and formulas use.
  const more = /\n? *more: \{(?![^{}]*\b(?:value|isic|weight|days_min)\b)[^{}]*\},?/g;
  const list = /^ {2}dropdown: \w+,$/gm;
  const tiles = /^ {2}tiles: \[\n(?: {4}.*\n)+ {2}\],$/gm;
  return {
    name: 'without-documentation',
    enforce: 'pre',
    transform(code, id) {
      // Only a merge makes these findings; the pane knows their codes.
      if (/sheets-templates[\\/]checks[\\/]merge-rules\.ts$/.test(id))
        return { code: code.replace(words, ''), map: null };
      if (/sheets-templates[\\/]checks[\\/][\w-]+\.ts$/.test(id))
        return { code: code.replace(about, '').replace(source, ''), map: null };
      if (/sheets-templates[\\/]sheets[\\/][\w-]+\.ts$/.test(id)) return { code: code.replace(rule, ''), map: null };
      if (/sheets-templates[\\/]indicators[\\/][\w-]+\.ts$/.test(id))
        return { code: code.replace(source, '').replace(arithmetic, '').replace(reference, ''), map: null };
      if (/sheets-templates[\\/](code-lists|countries|functions[\\/]custom)[\\/][\w-]+\.ts$/.test(id))
        return { code: code.replace(source, '').replace(more, '').replace(tiles, '').replace(list, ''), map: null };
      return null;
    },
  };
}

/** The worker as an entry of the same build, so that pane and worker share what both need. */
function engineInItsThread(serving: boolean): Plugin {
  const id = '\0quipu-engine';
  const worker = join(ENGINE, 'worker.ts');
  return {
    name: 'quipu-engine',
    resolveId: (source) => (source === 'virtual:quipu-engine' ? id : null),
    load(asked) {
      if (asked !== id) return null;
      const remote = JSON.stringify(join(ENGINE, 'remote.ts'));
      const url = serving
        ? JSON.stringify(`/@fs/${worker.split('\\').join('/').replace(/^\//, '')}`)
        : `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id: worker, name: 'engine' })}`;
      return `import { remoteEngine } from ${remote};
        export const startEngine = () => remoteEngine(new Worker(${url}, { type: 'module' }));`;
    },
  };
}

interface StaticFile {
  name: string;
  content: () => string | Uint8Array | Promise<string | Uint8Array>;
}

function filesFor(origin: string): StaticFile[] {
  const icons = join(root, 'icons');
  return [
    {
      name: 'manifest.xml',
      content: () => readFileSync('manifest.xml', 'utf8').replaceAll(DEVELOPMENT, origin),
    },
    ...(['es', 'en'] as const).map((lang) => ({
      name: `functions-${lang}.json`,
      content: () => JSON.stringify(functionsMetadata(lang), null, 2),
    })),
    ...readdirSync(icons).map((name) => ({ name: `icons/${name}`, content: () => readFileSync(join(icons, name)) })),
    ...templates.flatMap((template) =>
      (['es', 'en'] as const).flatMap((lang) => {
        const stem = `templates/${template.slug}${lang === 'en' ? '-en' : ''}`;
        // As `quipu template` makes it; the pane writes country and period into the cover.
        const options = { lang, country: null, cover: { envio_n: 1 } };
        return [
          { name: `${stem}.xlsx`, content: () => toXlsx(template, options) },
          {
            name: `${stem}.json`,
            content: () =>
              JSON.stringify({ sheets: templateSheets(template, lang), names: templateNames(template, options) }),
          },
        ];
      }),
    ),
  ];
}

/** Files that are made, not bundled: written by a build, answered one by one while developing. */
function staticFiles(origin: string): Plugin {
  const files = filesFor(origin);
  return {
    name: 'quipu-static-files',
    async generateBundle() {
      for (const { name, content } of files) this.emitFile({ type: 'asset', fileName: name, source: await content() });
    },
    configureServer({ middlewares }) {
      middlewares.use(async (request, response, next) => {
        const path = (request.url ?? '').split('?')[0]?.replace(/^\//, '');
        const file = files.find(({ name }) => name === path);
        if (!file) return next();
        response.end(await file.content());
      });
    },
  };
}
