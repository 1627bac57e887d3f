import { defineConfig } from 'vitest/config';
import { filesAsText, scriptAsText, sqlFilesOfFolder } from './build/script-as-text.js';

export default defineConfig({
  plugins: [filesAsText(), scriptAsText(), sqlFilesOfFolder()],
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/helpers/shared-folder.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Most code runs for a few minutes in all: compiled less eagerly, it takes an eighth less processor time.
    execArgv: ['--max-semi-space-size=128', '--interrupt-budget=1000000'],
    isolate: false,
  },
});
