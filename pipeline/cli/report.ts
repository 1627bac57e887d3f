import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { type CommandDefinition, databaseOption } from './command.ts';
import { logframeCommand } from './report-logframe.ts';
import { roadmapCommand } from './report-roadmap.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'report',
  about: text(
    'Escribe un informe para una reunión: «roadmap» es la hoja de ruta de una Mesa; «logframe», el marco lógico de un programa con sus metas.',
    'Writes a report for a meeting: «roadmap» is the roadmap of a Mesa; «logframe» the logframe of a programme with its targets.',
  ),
  arguments: [{ name: '<informe>', about: text('qué informe', 'which report'), choices: ['roadmap', 'logframe'] }],
  options: [
    { flags: '--mesa <código>', about: text('código de la Mesa (roadmap)', 'code of the Mesa (roadmap)') },
    {
      flags: '--programme <código>',
      about: text('código del programa (logframe)', 'code of the programme (logframe)'),
    },
    databaseOption,
    {
      flags: '--slides',
      about: text(
        'como presentación, un asunto por lámina (roadmap)',
        'as a presentation, one matter a sheet (roadmap)',
      ),
    },
    {
      flags: '--out <archivo>',
      about: text(
        'página que se escribe (.html), o presentación de PowerPoint de una Mesa (.pptx)',
        'page to write (.html), or presentation of a Mesa for PowerPoint (.pptx)',
      ),
      required: true,
    },
  ],
  example: 'quipu report roadmap --mesa MES-PE-FORE-001-X --db oficina.duckdb --out mesa.html',
  run: (report: string, { mesa, programme, slides = false, ...options }: ReportOptions, effects: Effects) => {
    if (report === 'roadmap') return roadmapCommand({ mesa: mesa ?? lacks('--mesa'), slides, ...options }, effects);
    return logframeCommand({ programme: programme ?? lacks('--programme'), ...options }, effects);
  },
};

interface ReportOptions {
  mesa?: string;
  programme?: string;
  slides?: boolean;
  db: string;
  out: string;
  lang: Lang;
}

function lacks(option: string): never {
  throw new Failure(text(`Falta ${option} con su código.`, `${option} with its code is missing.`), 2);
}
