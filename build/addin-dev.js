// `npm run addin:dev`: the add-in from its sources over local https, with Microsoft's own certificates, for Excel on this computer.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getHttpsServerOptions } from 'office-addin-dev-certs';
import { OfficeAddinManifest } from 'office-addin-manifest';
import { createServer } from 'vite';
import { sideload } from './sideload.js';

const PORT = 3000;
const MANIFEST = 'manifest.xml';

const { values } = parseArgs({ options: { 'no-excel': { type: 'boolean', default: false } } });
const { key, cert } = await certificate();
const server = await createServer({
  configFile: 'build/addin.config.ts',
  server: { port: PORT, strictPort: true, https: { key, cert }, fs: { allow: ['../..'] } },
});
await server.listen();
server.printUrls();
const { id } = await OfficeAddinManifest.readManifestFile(MANIFEST);
const takeAway = values['no-excel'] ? null : sideload(MANIFEST, id);
process.stderr.write(
  takeAway
    ? 'Abra Excel: Inicio, Complementos; Quipu está entre los de desarrollador. / Open Excel: Home, Add-ins; Quipu is among the developer add-ins.\n'
    : 'Excel en la web: Inicio, Complementos, Más complementos, Cargar mi complemento, manifest.xml. / Excel on the web: Home, Add-ins, More Add-ins, Upload My Add-in, manifest.xml.\n',
);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    takeAway?.();
    await server.close();
    process.exit(0);
  });

/** Where the computer does not let it be trusted, the browser asks. */
async function certificate() {
  const folder = join(homedir(), '.office-addin-dev-certs');
  try {
    return await getHttpsServerOptions();
  } catch {
    try {
      return { key: readFileSync(join(folder, 'localhost.key')), cert: readFileSync(join(folder, 'localhost.crt')) };
    } catch {
      process.stderr.write('No se pudo crear el certificado local. / The local certificate could not be made.\n');
      process.exit(1);
    }
  }
}
