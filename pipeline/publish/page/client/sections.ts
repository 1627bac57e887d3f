import { area } from './area.ts';
import { brief } from './brief.ts';
import { el } from './dom.ts';
import { filters, head, links } from './frame.ts';
import { headlines } from './headlines.ts';
import { quality } from './quality.ts';
import { roadmaps } from './roadmaps.ts';
import { targets } from './targets.ts';
import type { Sections } from './view.ts';

/** The parts of the page, from its head to its foot. */
export const sections: Sections = (view) => ({
  cabeza: head(view),
  secciones: links(view),
  filtros: filters(view),
  cifras: [
    brief(view),
    headlines(view),
    ...view.figures.data.areas.map(([code, table]) => area(view, code, table)),
    targets(view),
    roadmaps(view),
    quality(view),
  ],
  pie: [el('p', {}, view.say.howToRead), el('p', {}, view.say.made)],
});
