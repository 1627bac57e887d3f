import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { filesAsText, scriptAsText, sqlFilesOfFolder } from './build/script-as-text.js';

export default defineConfig({
  plugins: [filesAsText(), scriptAsText(), sqlFilesOfFolder()],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/helpers/shared-folder.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A browser or LibreOffice works beside each; more than four have nothing left to do.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
    // Most code runs for a few minutes in all: compiled less eagerly, it takes an eighth less processor time.
    execArgv: ['--max-semi-space-size=128', '--interrupt-budget=1000000'],
    isolate: false,
  },
});
