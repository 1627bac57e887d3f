import { startReading } from '../read/reader.ts';

/** Commands that read workbooks: the process that does it starts before the rest of the program is loaded. */
const READING: ReadonlySet<string> = new Set(['validate', 'merge', 'repair', 'rebuild', 'push', 'publish']);

if (process.argv.slice(2).some((word) => READING.has(word)) && !process.argv.includes('--help')) startReading();
