// `npm run google:build`: what Apps Script takes, Code.js and its manifest, in dist-google/.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist-google' } } });
const bundle = await rolldown({ input: 'addin/google/code.ts', platform: 'neutral', logLevel: 'warn' });
const { output } = await bundle.generate({ format: 'iife', name: '_app', minify: false });
await bundle.close();
const [{ code }] = output;
// The same bundle says what functions it has.
const declared = new Function(`${code}; return _app.declarations();`)();
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'Code.js'), `// Made by npm run google:build.\n${code}\n${declared}`);
copyFileSync('addin/google/appsscript.json', join(values.out, 'appsscript.json'));
process.stderr.write(`${values.out}: Code.js, appsscript.json\n`);
