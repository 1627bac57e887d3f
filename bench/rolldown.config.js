import { copyFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';
import { scriptAsText, sqlFilesOfFolder } from '../build/script-as-text.js';

export default defineConfig({
  input: {
    'read-book': 'pipeline/read/read-book.ts',
    'build-score': 'bench/build-score.ts',
    candidates: 'bench/candidates.ts',
    page: 'bench/page.ts',
    models: 'bench/models.ts',
  },
  platform: 'node',
  external: [/^@duckdb\//, /^@e965\//, 'papaparse', 'hucre', 'puppeteer-core'],
  moduleTypes: { '.svg': 'text', '.sql': 'text' },
  plugins: [
    scriptAsText(),
    sqlFilesOfFolder(),
    {
      name: 'worker',
      writeBundle: () => copyFileSync('pipeline/read/other-worker.js', 'bench/built/other-worker.js'),
    },
  ],
  output: { dir: 'bench/built', format: 'esm', cleanDir: true },
});
