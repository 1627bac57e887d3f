import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { quipu: 'pipeline/cli/main.ts' },
  platform: 'node',
  // Heavy libraries stay outside and are imported when a command needs them.
  external: [/^@duckdb\//, /^@e965\//, 'hucre', 'commander', 'zod'],
  moduleTypes: { '.sql': 'text' },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    banner: '#!/usr/bin/env node',
    cleanDir: true,
  },
});
