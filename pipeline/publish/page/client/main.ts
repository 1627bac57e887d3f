import { Figures, readEmbedded } from './data.ts';
import { el } from './dom.ts';
import { sections } from './sections.ts';
import { State } from './state.ts';
import { TEXTS } from './texts.ts';
import { View } from './view.ts';

/** Opens the figures that stand in the page and shows them. */
async function open(): Promise<void> {
  const main = document.querySelector('main');
  const embedded = document.getElementById('datos')?.textContent ?? '';
  if (!main) return;
  const lang = document.documentElement.lang === 'en' ? 'en' : 'es';
  if (typeof DecompressionStream === 'undefined') {
    main.replaceChildren(el('p', { class: 'notice' }, TEXTS[lang].old));
    return;
  }
  const figures = new Figures(await readEmbedded(embedded));
  const page = new View(figures, new State(figures.data.lang), sections);
  page.show();
}

void open();
