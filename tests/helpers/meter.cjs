// Loaded before a program under test: says on leaving how much memory it held at most, in KB, and how long it computed,
// in microseconds: other programs on the machine do not count.
// Where the system keeps
// it, the figure of this process alone: what `resourceUsage` gives may be that of the process that started it.
const { readFileSync } = require('node:fs');

function mostMemory() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`most memory: ${mostMemory()} computed: ${user + system}\n`);
});
