import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { lookInto, needsTables } from '../office/open-database.ts';
import { readRoadmap } from '../publish/read-roadmap.ts';
import { roadmapReport } from '../publish/roadmap-report.ts';
import { roadmapSlides } from '../publish/roadmap-slides.ts';
import { writePage } from './write-page.ts';

export interface RoadmapOptions {
  mesa: string;
  db: string;
  out: string;
  /** One matter on each sheet, to be shown. */
  slides?: boolean;
  lang: Lang;
}

/** `quipu report roadmap --mesa ID --db FILE --out FILE`: a Mesa at its latest cut-off, for the minister's meeting. */
export async function roadmapCommand(
  { mesa, db, out, slides, lang }: RoadmapOptions,
  effects: Effects,
): Promise<number> {
  const roadmap = await lookInto(db, async (open) => {
    await needsTables(open, db);
    return readRoadmap(open, mesa);
  });
  const made = /\.pptx$/i.test(out)
    ? await roadmapSlides(roadmap, lang)
    : roadmapReport(roadmap, lang, slides ? 'slides' : 'page');
  writePage(out, made, lang, effects);
  return 0;
}
