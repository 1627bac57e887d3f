// `npm run addin:build -- --origin https://quipu.example.org`: the add-in as static files for that address.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const { values } = parseArgs({ options: { origin: { type: 'string' }, out: { type: 'string' } } });
const origin = values.origin?.replace(/\/+$/, '');
if (origin !== undefined && !isOrigin(origin)) {
  process.stderr.write(
    '--origin debe ser una dirección https sin ruta, por ejemplo https://quipu.ejemplo.org.\n' +
      '--origin must be an https address without a path, for instance https://quipu.example.org.\n',
  );
  process.exit(2);
}
if (origin) process.env.QUIPU_ORIGIN = origin;
if (values.out) process.env.QUIPU_ADDIN_OUT = resolve(values.out);
await build({ configFile: 'build/addin.config.ts', logLevel: 'error' });
process.stderr.write(`${values.out ?? 'dist-addin'}: manifest.xml → ${origin ?? 'https://localhost:3000'}\n`);

/** Office takes add-ins over https alone; an address with a path is not what the manifest's links expect. */
function isOrigin(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' && url.origin === text;
  } catch {
    return false;
  }
}
