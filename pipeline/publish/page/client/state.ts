import type { Lang } from '../../../../sheets-templates/define/text.ts';

/** What the reader chose; kept in the address, so that a link shows the same. */
export class State {
  lang: Lang;
  pais = '';
  programa = '';
  periodo = '';
  /** Indicator whose charts an area shows. */
  readonly chosen = new Map<string, string>();

  constructor(private readonly usual: Lang) {
    this.lang = usual;
    this.read();
  }

  read(): void {
    const said = new URLSearchParams(location.hash.slice(1));
    const lang = said.get('lang');
    this.lang = lang === 'es' || lang === 'en' ? lang : this.usual;
    this.pais = said.get('pais') ?? '';
    this.programa = said.get('programa') ?? '';
    this.periodo = said.get('periodo') ?? '';
    this.chosen.clear();
    for (const [name, value] of said) if (/^[A-Z]{2}$/.test(name)) this.chosen.set(name, value);
  }

  /** Writes the address without adding to the history of the browser. */
  write(): void {
    const said = new URLSearchParams();
    if (this.lang !== this.usual) said.set('lang', this.lang);
    for (const name of ['pais', 'programa', 'periodo'] as const) if (this[name]) said.set(name, this[name]);
    for (const [area, indicator] of this.chosen) said.set(area, indicator);
    const hash = said.toString();
    history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  }
}
