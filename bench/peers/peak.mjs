// Loaded before the program: leaves in a file how much memory it took at most, in megabytes.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  if (process.env.QUIPU_BENCH_PEAK)
    writeFileSync(process.env.QUIPU_BENCH_PEAK, String(process.resourceUsage().maxRSS / 1024));
});
