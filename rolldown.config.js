import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { scriptAsText, sqlFilesOfFolder } from './build/script-as-text.js';

export default defineConfig({
  input: {
    quipu: 'pipeline/cli/main.ts',
    'check-worker': 'pipeline/office/check-worker.ts',
    prepare: 'pipeline/office/prepare.ts',
    'arrival-worker': 'pipeline/serve/arrival-worker.ts',
    'reading-process': 'pipeline/read/reading-process.ts',
    'answering-thread': 'pipeline/office/answering-thread.ts',
  },
  platform: 'node',
  // The last step merges, which takes longer than bundling.
  checks: { bundlerTimings: false },
  // Heavy libraries stay outside and are imported when a command needs them.
  external: [
    /^@duckdb\//,
    /^@e965\//,
    /^@googleapis\//,
    'hucre',
    'imapflow',
    'nodemailer',
    'postal-mime',
    /^@kenjiuno\//,
    'commander',
    'papaparse',
    'pptxgenjs',
    'zod',
    'hono',
    /^hono\//,
    '@hono/node-server',
    'better-auth',
    /^better-auth\//,
    /^@better-auth\//,
    'fflate',
    'hash-wasm',
  ],
  moduleTypes: { '.sql': 'text', '.svg': 'text' },
  plugins: [
    scriptAsText(),
    sqlFilesOfFolder(),
    {
      name: 'worker',
      // The thread that reads other formats is started by its own file beside the bundle.
      writeBundle: () => copyFileSync('pipeline/read/other-worker.js', 'dist/other-worker.js'),
    },
    {
      name: 'program',
      // `npx quipu` starts the file itself; not every npm makes it one that may be started.
      writeBundle: () => chmodSync('dist/quipu.js', 0o755),
    },
    {
      name: 'prepare',
      // Where it fails, the program works out itself what it does not find.
      writeBundle: () =>
        void spawnSync(process.execPath, [join('dist', 'prepare.js')], {
          stdio: 'inherit',
          env: { ...process.env, NODE_ENV: 'production' },
        }),
    },
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    banner: '#!/usr/bin/env node',
    cleanDir: true,
  },
});
