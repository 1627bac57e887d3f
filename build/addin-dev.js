// `npm run addin:dev`: the add-in from its sources over local https, put into Excel by Microsoft's own tools.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

/** Fetched by npx when they are needed: only who develops the add-in needs them. */
const CERTIFICATES = 'office-addin-dev-certs@3.0.0';
const DEBUGGING = 'office-addin-debugging@7.0.0';
const PORT = 3000;

const { values } = parseArgs({ options: { 'no-excel': { type: 'boolean', default: false } } });
const folder = join(homedir(), '.office-addin-dev-certs');
const certificate = { key: join(folder, 'localhost.key'), cert: join(folder, 'localhost.crt') };

if (!existsSync(certificate.key)) await npx(CERTIFICATES, 'install');
if (!existsSync(certificate.key)) {
  process.stderr.write('No se pudo crear el certificado local. / The local certificate could not be made.\n');
  process.exit(1);
}
const server = await createServer({
  configFile: 'build/addin.config.ts',
  server: {
    port: PORT,
    strictPort: true,
    https: { key: readFileSync(certificate.key), cert: readFileSync(certificate.cert) },
    fs: { allow: ['../..'] },
  },
});
await server.listen();
server.printUrls();
const withExcel = !values['no-excel'] && (process.platform === 'win32' || process.platform === 'darwin');
if (withExcel) await npx(DEBUGGING, 'start', 'manifest.xml', 'desktop');
else process.stderr.write('Excel en la web: Insertar, Complementos, Cargar mi complemento, manifest.xml.\n');

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    if (withExcel) await npx(DEBUGGING, 'stop', 'manifest.xml');
    await server.close();
    process.exit(0);
  });

function npx(...words) {
  // On Windows npx is a script, which only a shell starts; every word is ours.
  const child = spawn('npx', ['--yes', ...words], { stdio: 'inherit', shell: process.platform === 'win32' });
  return new Promise((resolve) => child.once('exit', resolve));
}
