// `npm run google:build`: what Apps Script takes, Code.js, the sidebar and the manifest, in dist-google/.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist-google' } } });
const source = (name) => join('addin', 'google', name);

// Which V8 Apps Script has, Google does not say: nothing younger than 2021 is asked of it.
const code = await bundled(source('code.ts'), { platform: 'neutral', minify: false, target: 'es2021' });
// The same bundle says what functions it has.
const declared = new Function(`${code}; return _app.declarations();`)();
const program = async (name) => packed(await bundled(source(name), { platform: 'browser', minify: true }));
const page = [
  ['/* style */', readFileSync(join('addin', 'pane', 'style.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')],
  ['/* engine */', await program('worker.ts')],
  ['/* pane */', await program('main.ts')],
].reduce((html, [mark, content]) => html.replace(mark, () => content), readFileSync(source('sidebar.html'), 'utf8'));

mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'Code.js'), `// Made by npm run google:build.\n${code}\n${declared}`);
writeFileSync(join(values.out, 'sidebar.html'), page);
copyFileSync(source('appsscript.json'), join(values.out, 'appsscript.json'));
process.stderr.write(`${values.out}: Code.js, sidebar.html, appsscript.json\n`);

async function bundled(input, { platform, minify, target = 'es2022' }) {
  const bundle = await rolldown({
    input,
    platform,
    logLevel: 'warn',
    transform: { target, define: { 'process.env.NODE_ENV': '"production"' } },
  });
  // In one piece: a page of Apps Script has nothing beside it.
  const { output } = await bundle.generate({ format: 'iife', name: '_app', minify, codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/**
 * A program in letters that no page takes for anything else. Apps Script reads the programs of its pages, and takes what looks like
 * a comment out of them, even inside a text (https://github.com/enuchi/React-Google-Apps-Script/issues/157).
 */
function packed(text) {
  return gzipSync(text, { level: 9 }).toString('base64url');
}
