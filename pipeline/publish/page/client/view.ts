import { indicatorByCode } from '../../../../sheets-templates/indicators/index.ts';
import { ROLES } from '../../../merge/roles.ts';
import { SINGLE } from '../../palette.ts';
import { cellsInWords, scopeWith, withQualifier } from '../../plain-words.ts';
import { Unpacked } from '../packed.ts';
import type { Figures, Line, SourceRow } from './data.ts';
import { type Cell, el, table } from './dom.ts';
import type { State } from './state.ts';
import { TEXTS, type Texts } from './texts.ts';

/** Widest screen on which parts of the page are closed at first. */
const NARROW = 600;
/** Rows that are seen without asking. */
const FIRST_ROWS = 10;
/** What stands in the parts of the page, by their ids. */
export type Sections = (view: View) => Readonly<Record<string, readonly (Node | null)[]>>;

/** The page: everything below its head is drawn again when the reader chooses something. */
export class View {
  private readonly dialog = el('dialog', { 'aria-labelledby': 'fuente', class: 'sources' });
  /** Tables are shown with all their rows. */
  private whole = false;
  readonly mesas: Unpacked;
  private readonly doubles: Unpacked;
  private readonly parts: Unpacked;

  constructor(
    readonly figures: Figures,
    readonly state: State,
    private readonly sections: Sections,
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

  /** Parts that somebody opened on a narrow screen. */
  private readonly opened = new Set<string>();

  /** A part of the page that the links lead to; on a narrow screen it opens when it is asked for. */
  section(id: string, title: string, content: readonly Node[]): Node {
    const heading = el('h2', { tabindex: -1 }, title);
    if (innerWidth > NARROW || this.whole) return el('section', { id }, heading, ...content);
    const toggle = (event: Event) => {
      if ((event.target as HTMLDetailsElement).open) this.opened.add(id);
      else this.opened.delete(id);
    };
    const open = this.opened.has(id);
    return el(
      'section',
      { id },
      el('details', { class: 'part', open, toggle }, el('summary', {}, heading), ...content),
    );
  }

  get say(): Texts {
    return TEXTS[this.state.lang];
  }

  show(): void {
    this.drop();
    const { say, state } = this;
    document.documentElement.lang = state.lang;
    document.title = `${say.title} · Quipu`;
    const focused = document.activeElement?.id;
    for (const [id, content] of Object.entries(this.sections(this)))
      document.getElementById(id)?.replaceChildren(...content.filter((node) => node !== null));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  name(column: string, code: string): string {
    const names = this.figures.data.names[column]?.[code];
    return names ? names[this.state.lang === 'es' ? 0 : 1] : code;
  }

  indicator(code: string): string {
    return indicatorByCode.get(code)?.[this.state.lang] ?? code;
  }

  /** Countries or periods that anything of the page tells of. */
  known(column: 'pais' | 'periodo'): string[] {
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

  changed(): void {
    this.state.write();
    this.show();
  }

  amount(value: number, unit: string): string {
    const { lang } = this.state;
    if (unit === '%') return `${(value * 100).toLocaleString(lang, { maximumFractionDigits: 1 })}\u00a0%`;
    return value.toLocaleString(lang, { useGrouping: 'always', maximumFractionDigits: 2 });
  }

  /** The same where there is little room: «178 mil». */
  inShort(value: number, unit: string): string {
    const whole = this.amount(value, unit);
    if (whole.length <= 5 || unit === '%') return whole;
    return value.toLocaleString(this.state.lang, { notation: 'compact', maximumSignificantDigits: 3 });
  }

  valueOf(line: Pick<Line, 'valor' | 'unidad' | 'calificador'>): string {
    if (line.valor === null) return '–';
    if (line.unidad === '%') return this.amount(line.valor, '%');
    const said = withQualifier(line.valor, line.calificador, this.state.lang);
    return typeof said === 'number' ? this.amount(said, '') : said;
  }

  /** A figure that opens its sources. */
  button(line: Line, table: string): Node {
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
  remark(line: Line): string {
    const { say } = this;
    if (line.estado === 'suprimido') return say.hidden;
    if (line.estado === 'publicación anterior') return say.asBefore;
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

  /** How many programmes have data, of those there are. */
  coverageOf({ esperados, recibidos, programa_id, indicador }: Line): string {
    const inMoney = indicatorByCode.get(indicador)?.unit === 'moneda';
    // Programmes of one currency would seem to be all that have data.
    return esperados === null || programa_id || inMoney ? '' : `${recibidos ?? 0} ${this.say.of} ${esperados}`;
  }

  /** The country of the filters; a programme brings its own. */
  country(): string {
    const { pais, programa } = this.state;
    return pais || (this.figures.data.programmes.find(([id]) => id === programa)?.[2] ?? '');
  }

  /** Where there is one series its colour follows the theme. */
  paint(colour: string): string {
    return colour === SINGLE ? 'var(--bar)' : `#${colour}`;
  }

  /** The first rows of a table; the others are opened by whoever wants them, and on paper. */
  shortTable(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Node[] {
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

  table(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Node {
    return table(name, heads, rows);
  }

  private senderName({ sender, country }: SourceRow): string {
    const name = this.figures.data.programmes.find(([id]) => id === sender)?.[1];
    return name ? `${name} (${sender})` : `${sender} (${country})`;
  }

  showSources(title: string, scope: string, rows: readonly SourceRow[], ofTotal: boolean): void {
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

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
