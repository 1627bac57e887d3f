import { text } from '../../sheets-templates/define/text.ts';
import { type DemoOptions, runDemo } from '../demo/run.ts';
import type { Effects } from '../effects.ts';
import type { CommandDefinition } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'demo',
  about: text('Reproduce un informe publicado, de principio a fin.', 'Reproduces a published report, end to end.'),
  options: [
    {
      flags: '--out <carpeta>',
      about: text('carpeta de la demostración', 'folder for the demonstration'),
      default: 'demo',
    },
  ],
  example: 'quipu demo',
  run: (options: DemoOptions, effects: Effects) => runDemo(options, effects),
};
