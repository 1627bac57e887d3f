import { indicatorByCode } from '../../../../sheets-templates/indicators/index.ts';
import { countWithUnit, unitIn } from '../../../../sheets-templates/indicators/units.ts';
import { ROLES } from '../../../merge/roles.ts';
import { colourOfCountry, colourOfSex, SINGLE } from '../../palette.ts';
import { cellsInWords, detailIn, scopeWith, VERDICTS, withQualifier } from '../../plain-words.ts';
import { Unpacked } from '../packed.ts';
import { AREAS } from '../page-data.ts';
import { type Bar, columns, horizontalBars } from './charts.ts';
import type { Figures, Line, SourceRow } from './data.ts';
import { el } from './dom.ts';
import type { State } from './state.ts';
import { TEXTS, type Texts } from './texts.ts';
import { TILES, tileMap } from './tiles.ts';

/** Breakdowns in the order in which an area shows them. */
const BREAKDOWNS = [
  ['sexo', 'bySex'],
  ['clase', 'bySize'],
  ['sector', 'bySector'],
  ['publico', 'byAudience'],
] as const;

/** Bars of a chart; the table below has all. */
const MOST_BARS = 24;
/** Rows that are seen without asking. */
const FIRST_ROWS = 10;
/** The indicator that an area shows first. */
const FIRST: Readonly<Record<string, string>> = {
  SC: 'SC01',
  CV: 'CV01',
  EV: 'EV03',
  CO: 'CO01',
  FE: 'FE01',
  PL: 'PL01',
};
const VERDICT_SIGNS: Readonly<Record<string, string>> = {
  REPRODUCE: '=',
  CONSISTENTE: '≈',
  NO_ALCANZA: '<',
  DIFIERE: '≠',
};

interface Cell {
  content: Node | string;
  number?: boolean;
}

/** The page: everything below its head is drawn again when the reader chooses something. */
export class Page {
  private readonly dialog = el('dialog', { 'aria-labelledby': 'fuente', class: 'sources' });
  /** Tables are shown with all their rows. */
  private whole = false;
  private readonly mesas: Unpacked;
  private readonly doubles: Unpacked;
  private readonly parts: Unpacked;

  constructor(
    private readonly figures: Figures,
    private readonly state: State,
  ) {
    this.mesas = new Unpacked(figures.data.mesas);
    this.doubles = new Unpacked(figures.data.twice);
    this.parts = new Unpacked(figures.data.parts);
    document.body.append(this.dialog);
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    // The address keeps the filters.
    document.querySelector('.skip')?.addEventListener('click', (event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>('#cifras h2')?.focus();
    });
    addEventListener('hashchange', () => {
      // A link to a section is no choice.
      if (document.getElementById(location.hash.slice(1))) return;
      this.state.read();
      this.show();
    });
    // Paper shows all rows.
    addEventListener('beforeprint', () => this.print(true));
    addEventListener('afterprint', () => this.print(false));
    let width = innerWidth;
    let waiting = 0;
    addEventListener('resize', () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        if (innerWidth === width) return;
        width = innerWidth;
        this.show();
      }, 150);
    });
  }

  private print(whole: boolean): void {
    this.whole = whole;
    this.show();
  }

  private get say(): Texts {
    return TEXTS[this.state.lang];
  }

  show(): void {
    this.drop();
    const { say, state } = this;
    document.documentElement.lang = state.lang;
    document.title = `${say.title} · Quipu`;
    const focused = document.activeElement?.id;
    this.put('cabeza', this.head());
    this.put('secciones', this.links());
    this.put('filtros', this.filters());
    this.put('cifras', [
      this.headlines(),
      ...AREAS.map(([area, table]) => this.area(area, table)),
      this.roadmaps(),
      this.quality(),
    ]);
    this.put('pie', [el('p', {}, say.howToRead), el('p', {}, say.made)]);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  private put(id: string, content: readonly (Node | null)[]): void {
    document.getElementById(id)?.replaceChildren(...content.filter((node) => node !== null));
  }

  private name(column: string, code: string): string {
    const names = this.figures.data.names[column]?.[code];
    return names ? names[this.state.lang === 'es' ? 0 : 1] : code;
  }

  private indicator(code: string): string {
    return indicatorByCode.get(code)?.[this.state.lang] ?? code;
  }

  // ── Head ────────────────────────────────────────────────────────────────────────────────────────────────────────

  private head(): Node[] {
    const { say, state } = this;
    const other = state.lang === 'es' ? 'en' : 'es';
    const change = () => {
      state.lang = other;
      this.changed();
    };
    return [
      el(
        'div',
        { class: 'top' },
        el('h1', {}, say.title),
        el('button', { type: 'button', id: 'idioma', lang: other, class: 'plain', click: change }, say.other),
      ),
      ...this.figures.data.facts[state.lang].map((fact) => el('p', { class: 'fact' }, fact)),
    ];
  }

  private links(): Node[] {
    const { say } = this;
    const { data } = this.figures;
    const known = AREAS.filter(([area]) => this.figures.indicatorsOf(area).length > 0);
    const sections: [string, string][] = [
      ...(data.headlines.length > 0 ? ([['titulares', say.headlines]] as [string, string][]) : []),
      ...known.map(([area]) => [`area-${area}`, say.areas[area] ?? area] as [string, string]),
      ...(data.mesas.length > 0 ? ([['hojas', say.roadmaps]] as [string, string][]) : []),
      ['calidad', say.quality],
    ];
    return sections.map(([id, label]) => {
      // The address keeps the filters.
      const go = (event: Event) => {
        event.preventDefault();
        const section = document.getElementById(id);
        section?.scrollIntoView({
          behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
        });
        section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
      };
      return el('a', { href: `#${id}`, click: go }, label);
    });
  }

  private filters(): Node[] {
    const { say, state } = this;
    const { data } = this.figures;
    const countries = this.known('pais');
    const programmes = data.programmes.filter(([, , country]) => !state.pais || country === state.pais);
    const periods = this.known('periodo');
    const choose = (
      id: string,
      label: string,
      all: string,
      options: [string, string][],
      key: 'pais' | 'programa' | 'periodo',
    ) =>
      el(
        'label',
        {},
        label,
        el(
          'select',
          {
            id,
            change: (event) => {
              state[key] = (event.target as HTMLSelectElement).value;
              if (key === 'pais') state.programa = '';
              this.changed();
            },
          },
          el('option', { value: '', selected: state[key] === '' }, all),
          options.map(([value, text]) => el('option', { value, selected: state[key] === value }, text)),
        ),
      );
    const clear = () => {
      state.pais = '';
      state.programa = '';
      state.periodo = '';
      this.changed();
    };
    return [
      choose(
        'filtro-pais',
        say.country,
        say.allCountries,
        countries.map((code) => [code, this.name('pais', code)]),
        'pais',
      ),
      choose(
        'filtro-programa',
        say.programme,
        say.allProgrammes,
        programmes.map(([id, name]) => [id, name ? `${name} (${id})` : id]),
        'programa',
      ),
      choose(
        'filtro-periodo',
        say.period,
        say.allPeriods,
        periods.map((period) => [period, period]),
        'periodo',
      ),
      el(
        'button',
        {
          type: 'button',
          id: 'quitar',
          class: 'plain',
          disabled: !(state.pais || state.programa || state.periodo),
          click: clear,
        },
        say.clear,
      ),
    ];
  }

  /** Countries or periods that anything of the page tells of. */
  private known(column: 'pais' | 'periodo'): string[] {
    const { lines, data } = this.figures;
    const all = [lines, this.mesas, new Unpacked(data.coverage)].flatMap((table) => table.distinct(column));
    return [...new Set(all)].filter(Boolean).sort();
  }

  /** What an address asks for and the page does not have is left out. */
  private drop(): void {
    const { state } = this;
    const programme = this.figures.data.programmes.find(([id]) => id === state.programa);
    if (!this.known('pais').includes(state.pais)) state.pais = '';
    if (!this.known('periodo').includes(state.periodo)) state.periodo = '';
    if (!programme || (state.pais && programme[2] !== state.pais)) state.programa = '';
  }

  private changed(): void {
    this.state.write();
    this.show();
  }

  // ── Figures ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private amount(value: number, unit: string): string {
    const { lang } = this.state;
    if (unit === '%') return `${(value * 100).toLocaleString(lang, { maximumFractionDigits: 1 })}\u00a0%`;
    return value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 2 });
  }

  /** The same where there is little room: «178 mil». */
  private inShort(value: number, unit: string): string {
    const whole = this.amount(value, unit);
    if (whole.length <= 5 || unit === '%') return whole;
    return value.toLocaleString(this.state.lang, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  private valueOf(line: Pick<Line, 'valor' | 'unidad' | 'calificador'>): string {
    if (line.valor === null) return '–';
    if (line.unidad === '%') return this.amount(line.valor, '%');
    const said = withQualifier(line.valor, line.calificador, this.state.lang);
    return typeof said === 'number' ? this.amount(said, '') : said;
  }

  /** A figure that opens its sources. */
  private button(line: Line, table: string): Node {
    const shown = this.valueOf(line);
    if (line.valor === null) return document.createTextNode(shown);
    const { code, name, scope } = {
      code: line.indicador,
      name: this.indicator(line.indicador),
      scope: this.scope(line),
    };
    return el(
      'button',
      {
        type: 'button',
        class: 'figure',
        'aria-label': `${shown}. ${this.say.sourcesOf(`${code} ${name}, ${scope}`)}`,
        click: () => {
          const { rows, ofTotal } = this.figures.sourcesOfLine(table, line);
          this.showSources(`${code} ${name}: ${shown}`, scope, rows, ofTotal);
        },
      },
      shown,
    );
  }

  private scope(line: Line): string {
    const plain = {
      pais: line.pais,
      programa_id: line.programa_id,
      periodo: line.periodo,
      ...(line.dim && { [line.dim]: line.miembro }),
    };
    return scopeWith(plain, (column, code) => this.name(column, code), this.state.lang);
  }

  /** What to bear in mind of a figure: hidden, disputed, how it was reported, what was taken off as counted twice. */
  private remark(line: Line): string {
    const { say } = this;
    if (line.estado === 'suprimido') return say.hidden;
    // Cases are known over all periods.
    const twice = line.dim === '' && line.periodo === '' ? this.countedTwice(line) : 0;
    const whole = line.dim === '' ? this.partOf(line) : [];
    return [
      line.alterno === null ? '' : say.disputed(this.amount(line.alterno, line.unidad)),
      line.dim === '' ? (say.origins[line.origen] ?? '') : '',
      twice > 0 ? say.twice(twice) : '',
      whole.length > 0 ? say.partOf(whole.join(', ')) : '',
    ]
      .filter(Boolean)
      .join('. ');
  }

  /** Rows of a table about an indicator within the reach of a line. */
  private rowsAbout(table: Unpacked, { tabla, indicador, pais, programa_id }: Line): number[] {
    return Array.from({ length: table.length }, (_, at) => at).filter(
      (at) =>
        table.at(at, 'indicador') === indicador &&
        table.at(at, 'plantilla') === tabla &&
        (pais === '' || table.at(at, 'pais') === pais) &&
        (programa_id === '' || table.at(at, 'programa_id') === programa_id),
    );
  }

  private countedTwice(line: Line): number {
    return this.rowsAbout(this.doubles, line).reduce((sum, at) => sum + (this.doubles.number(at, 'n') ?? 0), 0);
  }

  /** Figures that programmes say this one is part of. */
  private partOf(line: Line): string[] {
    return [...new Set(this.rowsAbout(this.parts, line).map((at) => this.parts.text(at, 'entero')))].sort();
  }

  private headlines(): Node | null {
    const { say, state } = this;
    const table = new Unpacked(this.figures.data.headlines);
    if (table.length === 0) return null;
    const cards = Array.from({ length: table.length }, (_, at) => {
      const row = table.row(at);
      const key = `titulares_figura4\n${row.titular}`;
      const verdict = String(row.estado);
      const shown = (value: unknown, qualifier: unknown) => {
        const said = withQualifier(value as number | null, qualifier as string | null, state.lang);
        return typeof said === 'number' ? this.amount(said, '') : said;
      };
      const calculated = shown(row.valor_calculado, row.calificador_calculado);
      const title = String(row[state.lang]);
      const open = () => this.showSources(`${row.titular} ${title}`, calculated, this.figures.sourcesOf(key), false);
      return el(
        'li',
        {},
        el('h3', {}, title),
        calculated === ''
          ? null
          : el(
              'p',
              { class: 'big' },
              el(
                'button',
                {
                  type: 'button',
                  class: 'figure',
                  click: open,
                  'aria-label': `${calculated}. ${say.sourcesOf(title)}`,
                },
                calculated,
              ),
            ),
        row.valor_publicado === null
          ? null
          : el('p', {}, `${say.published}: ${shown(row.valor_publicado, row.calificador_publicado)}`),
        row.cobertura ? el('p', {}, `${say.coverage}: ${countWithUnit(String(row.cobertura), state.lang)}`) : null,
        el(
          'p',
          { class: 'verdict' },
          VERDICT_SIGNS[verdict] ? el('span', { class: 'sign', 'aria-hidden': 'true' }, VERDICT_SIGNS[verdict]) : null,
          VERDICTS[verdict]?.[state.lang] ?? verdict,
          calculated === ''
            ? [
                ' · ',
                el(
                  'button',
                  { type: 'button', class: 'figure', click: open, 'aria-label': say.sourcesOf(title) },
                  say.sources,
                ),
              ]
            : null,
        ),
      );
    });
    return section('titulares', say.headlines, [
      el('p', { class: 'help' }, say.headlinesHelp),
      el('ul', { class: 'cards' }, cards),
    ]);
  }

  private area(area: string, table: string): Node | null {
    const { say, state } = this;
    const indicators = this.figures.indicatorsOf(area);
    if (indicators.length === 0) return null;
    const wanted = { pais: this.country(), programa_id: state.programa, periodo: state.periodo };
    const lines = indicators.flatMap((code) => this.figures.linesOf(area, code, '', wanted));
    const title = say.areas[area] ?? area;
    if (lines.length === 0) return section(`area-${area}`, title, [el('p', { class: 'notice' }, say.nothing)]);
    const rows = lines.map((line): Cell[] => [
      { content: `${line.indicador} ${this.indicator(line.indicador)}` },
      { content: this.button(line, table), number: true },
      { content: unitIn(line.unidad, state.lang) },
      { content: this.coverageOf(line) },
      { content: this.remark(line) },
    ]);
    return section(`area-${area}`, title, [
      ...this.shortTable(title, [say.indicator, say.value, say.unit, say.withData, say.note], rows),
      ...this.charts(area, table, lines),
    ]);
  }

  /** How many programmes have data, of those there are. */
  private coverageOf({ esperados, recibidos, programa_id, indicador }: Line): string {
    const inMoney = indicatorByCode.get(indicador)?.unit === 'moneda';
    // Programmes of one currency would seem to be all that have data.
    return esperados === null || programa_id || inMoney ? '' : `${recibidos ?? 0} ${this.say.of} ${esperados}`;
  }

  /** The country of the filters; a programme brings its own. */
  private country(): string {
    const { pais, programa } = this.state;
    return pais || (this.figures.data.programmes.find(([id]) => id === programa)?.[2] ?? '');
  }

  // ── Charts ──────────────────────────────────────────────────────────────────────────────────────────────────────

  private charts(area: string, table: string, lines: readonly Line[]): Node[] {
    const { say, state } = this;
    const codes = [...new Set(lines.filter(({ valor }) => valor !== null).map(({ indicador }) => indicador))];
    const wish = state.chosen.get(area) ?? FIRST[area] ?? '';
    const code = codes.includes(wish) ? wish : codes[0];
    if (code === undefined) return [];
    const pick = el(
      'label',
      { class: 'pick' },
      say.chartOf,
      el(
        'select',
        {
          id: `grafico-${area}`,
          change: (event) => {
            state.chosen.set(area, (event.target as HTMLSelectElement).value);
            this.changed();
          },
        },
        codes.map((one) => el('option', { value: one, selected: one === code }, `${one} ${this.indicator(one)}`)),
      ),
    );
    const drawn = [
      this.byPlace(area, table, code),
      this.byPeriod(area, table, code),
      ...BREAKDOWNS.map(([dim, word]) => this.byBreakdown(area, table, code, dim, say[word])),
      this.byRegion(area, table, code),
      area === 'SC' ? this.modules() : null,
    ].filter((chart) => chart !== null);
    const main = lines.find(({ indicador }) => indicador === code);
    const known = main ? this.coverageOf(main) : '';
    const beside = [known && `${say.withData}: ${known}`, main ? this.remark(main) : ''].filter(Boolean).join('. ');
    return [
      pick,
      el('p', { class: 'help' }, beside),
      drawn.length > 0 ? el('div', { class: 'charts' }, drawn) : el('p', { class: 'help' }, say.noChart),
    ];
  }

  /** Countries of the region, or programmes of a country. */
  private byPlace(area: string, table: string, code: string): Node | null {
    const { say, state } = this;
    if (state.programa) return null;
    const country = this.country();
    const all = this.figures.linesOf(area, code, '', { periodo: state.periodo });
    const lines = country
      ? all.filter((line) => line.pais === country && line.programa_id !== '')
      : all.filter((line) => line.pais !== '' && line.programa_id === '');
    const countries = this.figures.lines.distinct('pais').filter(Boolean).sort();
    return this.chart(
      `${code} ${this.indicator(code)}, ${country ? say.byProgramme : say.byCountry}`,
      table,
      lines,
      (line) => (country ? line.programa_id : shortName(this.name('pais', line.pais))),
      (line) => (country ? SINGLE : colourOfCountry(line.pais, countries.indexOf(line.pais))),
    );
  }

  private byPeriod(area: string, table: string, code: string): Node | null {
    const { say, state } = this;
    if (state.periodo) return null;
    const lines = this.figures
      .linesOf(area, code, '', { pais: this.country(), programa_id: state.programa })
      .filter(({ periodo }) => periodo !== '')
      .sort((a, b) => (a.periodo < b.periodo ? -1 : 1));
    return this.chart(
      `${code} ${this.indicator(code)}, ${say.byPeriod}`,
      table,
      lines,
      ({ periodo }) => periodo,
      () => SINGLE,
      true,
    );
  }

  private byBreakdown(area: string, table: string, code: string, dim: string, word: string): Node | null {
    const { state } = this;
    const lines = this.figures.linesOf(area, code, dim, {
      pais: this.country(),
      programa_id: state.programa,
      periodo: state.periodo,
    });
    const colour = (line: Line) => (dim === 'sexo' ? colourOfSex(line.miembro) : SINGLE);
    const codes = Object.keys(this.figures.data.names[dim] ?? {});
    const ordered =
      dim === 'sexo' || dim === 'clase'
        ? [...lines].sort((a, b) => codes.indexOf(a.miembro) - codes.indexOf(b.miembro))
        : [...lines].sort((a, b) => (b.valor ?? 0) - (a.valor ?? 0));
    return this.chart(
      `${code} ${this.indicator(code)}, ${word}`,
      table,
      ordered,
      (line) => this.name(dim, line.miembro),
      colour,
    );
  }

  /** A chart with its figures below; amounts of several currencies are not drawn together. */
  private chart(
    title: string,
    table: string,
    lines: readonly Line[],
    label: (line: Line) => string,
    colour: (line: Line) => string,
    inTime = false,
  ): Node | null {
    const told = lines.filter((line) => line.valor !== null);
    const units = new Set(told.map(({ unidad }) => unidad));
    if (told.length < 2 || units.size > 1) return null;
    const shown = told.slice(0, MOST_BARS);
    const labels = shown.map(label);
    const bars = shown.map(
      (line, at): Bar => ({
        // Two codes with one name are two bars.
        label:
          labels.indexOf(labels[at] ?? '') === labels.lastIndexOf(labels[at] ?? '')
            ? label(line)
            : `${label(line)} (${line.miembro})`,
        value: line.valor ?? 0,
        shown: this.valueOf(line),
        colour: this.paint(colour(line)),
      }),
    );
    const unit = [...units][0] ?? '';
    const named = unit && unit !== '%' ? `${title} (${unitIn(unit, this.state.lang)})` : title;
    const rows = lines.map((line): Cell[] => [
      { content: label(line) },
      { content: this.button(line, table), number: true },
      { content: this.remark(line) },
    ]);
    const few = inTime && bars.length <= 12;
    return this.figure(
      named,
      (width) => (few ? columns(bars, width, named) : horizontalBars(bars, width, named)),
      rows,
      lines[0]?.dim ? this.shareOfTotal(lines, lines[0]) : '',
    );
  }

  /** How much of its total a breakdown tells, where that is not all. */
  private shareOfTotal(lines: readonly Line[], { tabla, indicador, pais, programa_id, periodo }: Line): string {
    const [total] = this.figures.linesOf(tabla, indicador, '', { pais, programa_id, periodo });
    if (!total || total.valor === null || total.unidad === '%' || lines.some(({ valor }) => valor === null)) return '';
    const sum = lines.reduce((all, { valor }) => all + (valor ?? 0), 0);
    if (Math.abs(sum - total.valor) < 0.5) return '';
    return this.say.ofAll(this.amount(sum, ''), this.amount(total.valor, ''));
  }

  /** Where there is one series its colour follows the theme. */
  private paint(colour: string): string {
    return colour === SINGLE ? 'var(--bar)' : `#${colour}`;
  }

  private figure(title: string, draw: (width: number) => Element, rows: readonly Cell[][], help = ''): Node {
    const { say } = this;
    return el(
      'figure',
      {},
      el('figcaption', {}, title),
      draw(chartWidth()),
      help ? el('p', { class: 'help' }, help) : null,
      el('details', {}, el('summary', {}, say.figures), this.table(title, [say.category, say.value, say.note], rows)),
    );
  }

  private byRegion(area: string, table: string, code: string): Node | null {
    const { say, state } = this;
    const wanted = { programa_id: state.programa, periodo: state.periodo };
    const chosen = this.country();
    const all = this.figures.linesOf(area, code, 'region', wanted);
    const lines = chosen
      ? all.filter((line) => line.pais === chosen)
      : all.filter((line) => line.pais !== '' && (state.programa !== '' || line.programa_id === ''));
    const told = lines.filter((line) => line.valor !== null && !line.miembro.endsWith('ND'));
    if (told.length === 0) return null;
    const title = `${code} ${this.indicator(code)}, ${say.byRegion}`;
    const unitsOf = (country: string) =>
      new Set(told.filter(({ pais }) => pais === country).map(({ unidad }) => unidad));
    const countries = [...new Set(told.map(({ pais }) => pais))]
      .sort()
      // Amounts of several currencies have no common scale.
      .filter((country) => TILES[country] && unitsOf(country).size === 1);
    const inMoney = indicatorByCode.get(code)?.unit === 'moneda';
    const maps = countries.map((country) => {
      const own = told.filter(({ pais }) => pais === country);
      const values = new Map(own.map((line) => [line.miembro, line.valor ?? 0]));
      const unit = own[0]?.unidad ?? '';
      return el(
        'div',
        { class: 'country' },
        el('h3', {}, shortName(this.name('pais', country)), inMoney ? ` (${unit})` : ''),
        tileMap(
          country,
          values,
          (region) => this.name('region', region),
          (value) => this.amount(value, unit),
          (value) => this.inShort(value, unit),
        ),
      );
    });
    const rows = lines.map((line): Cell[] => [
      { content: `${this.name('region', line.miembro)} (${line.pais})` },
      { content: el('span', {}, this.button(line, table), inMoney ? ` ${line.unidad}` : ''), number: true },
      { content: this.remark(line) },
    ]);
    return el(
      'figure',
      { class: 'wide' },
      el('figcaption', {}, title),
      ...(maps.length > 0
        ? [el('div', { class: 'maps' }, maps), el('p', { class: 'help' }, say.tilesHelp)]
        : [el('p', { class: 'help' }, say.noMap)]),
      el('details', {}, el('summary', {}, say.figures), this.table(title, [say.region, say.value, say.note], rows)),
    );
  }

  private modules(): Node | null {
    const { say } = this;
    if (this.state.programa || this.state.periodo) return null;
    const table = new Unpacked(this.figures.data.modules);
    const country = this.country();
    const counts = new Map<string, number>();
    for (let at = 0; at < table.length; at += 1) {
      if (country && table.text(at, 'pais') !== country) continue;
      const module = table.text(at, 'modulo');
      counts.set(module, (counts.get(module) ?? 0) + (table.number(at, 'empresas') ?? 0));
    }
    const bars = [...counts].map(
      ([module, value]): Bar => ({
        label: this.name('modulo', module),
        value,
        shown: this.amount(value, ''),
        colour: this.paint(SINGLE),
      }),
    );
    if (bars.length < 2) return null;
    const rows = bars.map(({ label, shown }): Cell[] => [
      { content: label },
      { content: shown, number: true },
      { content: '' },
    ]);
    return this.figure(say.modules, (width) => horizontalBars(bars, width, say.modules), rows, say.modulesHelp);
  }

  // ── Roadmaps and quality ────────────────────────────────────────────────────────────────────────────────────────

  private roadmaps(): Node | null {
    const { say, state } = this;
    const country = this.country();
    const { mesas } = this;
    if (mesas.length === 0) return null;
    const rows = Array.from({ length: mesas.length }, (_, at) => mesas.row(at)).filter(
      (row) =>
        !state.programa &&
        (!country || row.pais === country) &&
        (state.periodo ? row.periodo === state.periodo : row.ultima === 1),
    );
    if (rows.length === 0) return section('hojas', say.roadmaps, [el('p', { class: 'notice' }, say.noMesas)]);
    const count = (value: unknown) => (typeof value === 'number' ? this.amount(value, '') : '–');
    const cells = rows.map((row): Cell[] => [
      { content: String(row.nombre) },
      { content: shortName(this.name('pais', String(row.pais))) },
      { content: day(row.corte, state.lang) },
      { content: this.progress(row.avance), number: true },
      { content: count(row.problemas_abiertos), number: true },
      { content: count(row.problemas_resueltos), number: true },
      { content: count(row.soluciones_activas), number: true },
      { content: count(row.vencidas), number: true },
      { content: count(row.dias_sin_sesion), number: true },
      {
        content:
          typeof row.escalamientos_decididos === 'number'
            ? `${this.amount(row.escalamientos_decididos, '%')} ${say.of} ${count(row.escalamientos)}`
            : count(row.escalamientos),
        number: true,
      },
      { content: String(row.fuente ?? '') },
    ]);
    const heads = [
      say.mesa,
      say.country,
      say.cutoff,
      say.progress,
      say.open,
      say.solved,
      say.active,
      say.overdue,
      say.quiet,
      say.escalations,
      say.sources,
    ];
    return section('hojas', say.roadmaps, [this.table(say.roadmaps, heads, cells)]);
  }

  private progress(value: unknown): Node | string {
    if (typeof value !== 'number') return '–';
    const shown = this.amount(value, '%');
    return el(
      'span',
      { class: 'progress' },
      el('span', { class: 'track', 'aria-hidden': 'true' }, el('span', { style: `width:${Math.round(value * 100)}%` })),
      shown,
    );
  }

  private quality(): Node {
    const { say, state } = this;
    const { data } = this.figures;
    const country = this.country();
    const within = (row: Record<string, unknown>) =>
      (!country || !row.pais || row.pais === country) &&
      (!state.programa || !row.programa_id || row.programa_id === state.programa) &&
      (!state.periodo || row.periodo === undefined || row.periodo === null || row.periodo === state.periodo);
    const rowsOf = (packed: typeof data.coverage) => {
      const table = new Unpacked(packed);
      return Array.from({ length: table.length }, (_, at) => table.row(at)).filter(within);
    };
    const amount = (value: unknown) => (typeof value === 'number' ? this.amount(value, '') : '–');
    const text = (value: unknown) => String(value ?? '');
    const coverage = rowsOf(data.coverage);
    const noList = coverage.every(({ esperados }) => esperados === null);
    const heads = [
      say.country,
      say.template,
      say.period,
      say.expected,
      say.received,
      say.accepted,
      say.onTime,
      say.cutoff,
      say.missing,
    ];
    const part = (title: string, titles: readonly string[], rows: Cell[][], more = 0) => [
      el('h3', {}, title),
      ...(rows.length === 0 ? [el('p', {}, say.none)] : this.shortTable(title, titles, rows)),
      more > 0 ? el('p', { class: 'help' }, say.more(more)) : null,
    ];
    const parts = [
      noList ? el('p', { class: 'notice' }, say.noList) : null,
      ...part(
        say.coverageTitle,
        heads,
        coverage.map((row) => [
          { content: shortName(this.name('pais', text(row.pais))) },
          { content: this.name('plantilla', text(row.plantilla)) },
          { content: text(row.periodo) },
          { content: amount(row.esperados), number: true },
          { content: amount(row.recibidos), number: true },
          { content: amount(row.aceptados), number: true },
          { content: amount(row.a_tiempo), number: true },
          { content: day(row.ultimo_corte, state.lang) },
          { content: text(row.faltan).split(';').join(', ') },
        ]),
      ),
      ...part(
        say.doubleTitle,
        [say.indicator, say.country, say.before, say.after, say.removed, say.why],
        rowsOf(data.doubleCounting).map((row) => [
          { content: `${row.indicador} ${this.indicator(text(row.indicador))}` },
          { content: shortName(this.name('pais', text(row.pais))) },
          { content: amount(row.antes), number: true },
          { content: amount(row.despues), number: true },
          { content: amount(row.quitado), number: true },
          { content: detailIn(text(row.detalle), state.lang) },
        ]),
        data.left.rows.doble_conteo,
      ),
      ...part(
        say.disputes,
        [say.indicator, say.programme, say.period, say.stated, say.source],
        rowsOf(data.contradictions).map((row) => [
          { content: `${row.indicador} ${this.indicator(text(row.indicador))}` },
          { content: text(row.programa_id) },
          { content: text(row.periodo) },
          {
            content:
              typeof row.valor === 'number'
                ? this.amount(row.valor, indicatorByCode.get(text(row.indicador))?.unit ?? '')
                : '–',
            number: true,
          },
          { content: text(row.fuente) },
        ]),
        data.left.rows.contradicciones,
      ),
      ...part(
        say.rejections,
        [say.sent, say.sheet, say.row, say.why, say.toDo],
        rowsOf(data.rejections).map((row) => [
          { content: text(row.entrega_id) },
          { content: text(row.hoja) },
          { content: text(row.fila), number: true },
          { content: text(state.lang === 'es' ? row.motivo : row.motivo_en) },
          { content: text(state.lang === 'es' ? row.que_hacer : row.que_hacer_en) },
        ]),
        data.left.rows.rechazos,
      ),
      data.left.breakdownsOfProgrammes ? el('p', { class: 'help' }, say.light) : null,
    ];
    return section(
      'calidad',
      say.quality,
      parts.filter((node) => node !== null),
    );
  }

  // ── Tables and sources ──────────────────────────────────────────────────────────────────────────────────────────

  /** The first rows of a table; the others are opened by whoever wants them, and on paper. */
  private shortTable(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Node[] {
    const first = this.table(name, heads, rows.slice(0, FIRST_ROWS));
    // One or two more are no trouble.
    if (this.whole || rows.length <= FIRST_ROWS + 2) return [this.table(name, heads, rows)];
    const rest = rows.slice(FIRST_ROWS);
    const more = this.say.moreRows(rest.length);
    return [
      first,
      el('details', { class: 'more' }, el('summary', {}, more), this.table(`${name}: ${more}`, heads, rest)),
    ];
  }

  /** A table that becomes a list on a narrow screen. */
  private table(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Node {
    return el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            heads.map((head, at) => el('th', { scope: 'col', class: rows[0]?.[at]?.number ? 'number' : null }, head)),
          ),
        ),
        el(
          'tbody',
          {},
          rows.map((row) =>
            el(
              'tr',
              {},
              row.map(({ content, number }, at) =>
                at === 0
                  ? el('th', { scope: 'row' }, content)
                  : el(
                      'td',
                      { class: number ? 'number' : null, 'data-label': heads[at], 'data-empty': content === '' },
                      content,
                    ),
              ),
            ),
          ),
        ),
      ),
    );
  }

  private senderName({ sender, country }: SourceRow): string {
    const name = this.figures.data.programmes.find(([id]) => id === sender)?.[1];
    return name ? `${name} (${sender})` : `${sender} (${country})`;
  }

  private showSources(title: string, scope: string, rows: readonly SourceRow[], ofTotal: boolean): void {
    const { say, state } = this;
    const groups = new Map<string, SourceRow[]>();
    for (const row of rows) groups.set(row.role, [...(groups.get(row.role) ?? []), row]);
    const heads = [say.workbook, say.sender, say.submission, say.sheet, say.cells, say.where];
    const listed = [...groups].flatMap(([role, group]) => {
      const cells = group.map((row): Cell[] => [
        { content: row.file },
        { content: this.senderName(row) },
        { content: [row.submission === null ? '' : String(row.submission), row.period].filter(Boolean).join(' · ') },
        { content: row.sheet },
        { content: row.cells === null ? '' : this.amount(row.cells, ''), number: true },
        { content: cellsInWords(row, state.lang) },
      ]);
      const more = Math.max(...group.map((row) => row.more));
      const name = ROLES[role]?.[state.lang] ?? role;
      return [
        el('h3', {}, capital(name)),
        this.table(name, heads, cells),
        more > 0 ? el('p', { class: 'help' }, say.andMore(more)) : null,
      ];
    });
    this.dialog.replaceChildren(
      el('form', { method: 'dialog' }, el('button', { class: 'plain', autofocus: true }, say.close)),
      el('h2', { id: 'fuente' }, title),
      el('p', {}, scope),
      el('p', { class: 'help' }, rows.length === 0 ? say.noSources : ofTotal ? say.ofTotal : say.sourcesHelp),
      ...listed.filter((node) => node !== null),
    );
    this.dialog.showModal();
  }
}

const section = (id: string, title: string, content: readonly Node[]): Node =>
  el('section', { id }, el('h2', { tabindex: -1 }, title), ...content);

/** «Bolivia», where the list says its full name. */
const shortName = (name: string) => name.replace(/ \(.*\)$/, '');

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const day = (iso: unknown, lang: string): string =>
  typeof iso !== 'string' ? '' : lang === 'es' ? iso.split('-').reverse().join('/') : iso;

/** Charts stand beside one another where there is room. */
function chartWidth(): number {
  const room = (document.getElementById('cifras')?.clientWidth ?? 360) - 2;
  const beside = room >= 760 ? 2 : 1;
  return Math.floor((room - (beside - 1) * 24) / beside) - 26;
}
