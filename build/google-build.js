// `npm run google:build`: what Apps Script takes, Code.js, the sidebar and the manifest, in dist-google/.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist-google' } } });
const source = (name) => join('addin', 'google', name);

const code = await bundled(source('code.ts'), { platform: 'neutral', minify: false });
// The same bundle says what functions it has.
const declared = new Function(`${code}; return _app.declarations();`)();
const page = [
  ['/* style */', readFileSync(join('addin', 'pane', 'style.css'), 'utf8')],
  ['/* engine */', await bundled(source('worker.ts'), { platform: 'browser', minify: true })],
  ['/* pane */', await bundled(source('main.ts'), { platform: 'browser', minify: true })],
].reduce(
  // What a program holds is put in as it is, whatever marks of a replacement stand in it.
  (html, [mark, content]) => html.replace(mark, () => inPage(content)),
  readFileSync(source('sidebar.html'), 'utf8'),
);

mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'Code.js'), `// Made by npm run google:build.\n${code}\n${declared}`);
writeFileSync(join(values.out, 'sidebar.html'), page);
copyFileSync(source('appsscript.json'), join(values.out, 'appsscript.json'));
process.stderr.write(`${values.out}: Code.js, sidebar.html, appsscript.json\n`);

async function bundled(input, { platform, minify }) {
  const bundle = await rolldown({
    input,
    platform,
    logLevel: 'warn',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  // In one piece: a page of Apps Script has nothing beside it.
  const { output } = await bundle.generate({ format: 'iife', name: '_app', minify, codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/** Nothing in a program ends the element that it stands in. */
function inPage(text) {
  return text.replace(/<\/(script|style)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}
