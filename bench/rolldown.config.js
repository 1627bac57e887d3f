import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { 'read-book': 'pipeline/read/read-book.ts' },
  platform: 'node',
  external: [/^@e965\//, 'papaparse'],
  output: { dir: 'bench/built', format: 'esm', cleanDir: true },
});
