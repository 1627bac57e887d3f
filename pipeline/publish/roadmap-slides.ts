import type { Lang } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import {
  attendance,
  bodyOf,
  byPriority,
  daysBetween,
  escalationsInOrder,
  facts,
  isDecided,
  isOverdue,
  Labels,
  lesson,
  number,
  overdueOf,
  percent,
  problemNamed,
  type Roadmap,
  type Row,
  sessionsInOrder,
} from './roadmap-facts.ts';
import { WORDS } from './roadmap-words.ts';
import {
  FONT,
  INK,
  LINE,
  PAPER,
  place,
  plain,
  QUIET,
  type Said,
  SIDE,
  SlideDeck,
  shortened,
  sizeFor,
  WITHIN,
} from './slide-deck.ts';
import { inWords } from './table-words.ts';

/* The presentation for the minister's meeting, to be changed in PowerPoint, LibreOffice or Google Slides: texts and tables, no pictures. */

/**
 * @returns the bytes of a .pptx file: a slide of the Mesa, what is overdue, a slide for each problem, what was raised, the sessions
 */
export async function roadmapSlides(roadmap: Roadmap, lang: Lang): Promise<Uint8Array> {
  const { mesa, measures, source } = roadmap;
  const say = WORDS[lang];
  const name = plain(mesa.nombre);
  const sent = source.submission === null ? '' : `, ${say.submission} ${source.submission}`;
  const day = dayInWords(String(measures.corte ?? ''), lang);
  const below = `${name} · ${say.cutoff} ${day} · ${say.source}: ${plain(source.file)}${sent}`;
  const deck = await SlideDeck.begin(`${say.roadmap} · ${name}`, plain(mesa.equipo), below);
  const slides = new Slides(deck, roadmap, lang);
  slides.first();
  slides.overdue();
  for (const one of byPriority(roadmap)) slides.problem(one);
  slides.raised();
  slides.escalations();
  slides.sessions();
  return deck.bytes();
}

class Slides {
  private readonly say: (typeof WORDS)[Lang];
  private readonly sheet: Labels;
  private readonly cutoff: string;
  private readonly name: string;

  constructor(
    private readonly deck: SlideDeck,
    private readonly roadmap: Roadmap,
    private readonly lang: Lang,
  ) {
    this.say = WORDS[lang];
    this.sheet = new Labels(lang);
    this.cutoff = String(roadmap.measures.corte ?? '');
    this.name = plain(roadmap.mesa.nombre);
  }

  /** The Mesa, what it wants, and how it stands. */
  first(): void {
    const { say, lang, sheet, roadmap } = this;
    const { mesa, measures, national } = roadmap;
    const slide = this.deck.open();
    const country = String(inWords(measures.pais ?? null, 'pais', lang) ?? '');
    const about = ['tipo', 'sector', 'regiones', 'etapa'].map((key) => sheet.of('Mesas', mesa, key));
    this.deck.text(slide, `${say.roadmap} · ${country} · ${say.cutoff} ${dayInWords(this.cutoff, lang)}`, {
      y: 0.55,
      h: 0.4,
      fontSize: 16,
      color: QUIET,
    });
    this.deck.text(slide, shortened(this.name, 160), {
      y: 0.95,
      h: 1.1,
      fontSize: sizeFor(shortened(this.name, 160), 36, 60),
      bold: true,
      valign: 'middle',
    });
    this.deck.text(slide, about.filter(Boolean).join(' · '), { y: 2.05, h: 0.4, fontSize: 16, color: QUIET });
    const convener = mesa.convocador ? ` · ${say.convener}: ${plain(mesa.convocador)}` : '';
    const above = national ? ` · ${say.reportsTo}: ${plain(national.name)}` : '';
    this.deck.text(slide, `${say.team}: ${plain(mesa.equipo)}${convener}${above}`, {
      y: 2.45,
      h: 0.4,
      fontSize: 16,
      color: QUIET,
    });
    const goal = plain(mesa.objetivo) || say.noGoal;
    const wanted = [shortened(goal, 400), plain(mesa.meta) && shortened(`${say.target}. ${plain(mesa.meta)}`, 200)]
      .filter(Boolean)
      .join('\n');
    this.deck.text(slide, wanted, { y: 3.0, h: 1.6, fontSize: sizeFor(wanted, 22, 220), valign: 'top' });
    const told = facts(measures, lang);
    const width = (WITHIN - 0.2 * (told.length - 1)) / told.length;
    for (const [at, [label, value]] of told.entries()) {
      const x = SIDE + at * (width + 0.2);
      const box = { x, y: 4.85, w: width, h: 1.5, fill: { color: PAPER }, line: { color: LINE } };
      slide.addShape('rect', box);
      slide.addText(value, {
        ...place(x, 4.95, width, 0.7),
        fontSize: 30,
        bold: true,
        align: 'center',
        fontFace: FONT,
        color: INK,
      });
      slide.addText(label, {
        ...place(x + 0.05, 5.65, width - 0.1, 0.65),
        fontSize: 13,
        align: 'center',
        valign: 'top',
        fontFace: FONT,
        color: QUIET,
      });
    }
  }

  overdue(): void {
    const { say, roadmap, lang } = this;
    const columns = [
      { label: say.late, share: 1, right: true },
      { label: say.solution, share: 4 },
      { label: say.problem, share: 3.2 },
      { label: say.lead, share: 2 },
      { label: say.due, share: 1.8 },
    ];
    const rows = overdueOf(roadmap, this.cutoff).map((one): Said[] => [
      { late: String(daysBetween(one.fecha_meta, this.cutoff)) },
      plain(one.solucion),
      plain(problemNamed(roadmap, one.problema_id)),
      plain(bodyOf(roadmap, one.responsable_id)),
      dayInWords(one.fecha_meta, lang),
    ]);
    this.deck.table(say.overdueTitle, columns, rows, say.noneOverdue);
  }

  problem(one: Row): void {
    const { say, sheet, roadmap, lang, cutoff } = this;
    const own = roadmap.solutions.filter(({ problema_id }) => problema_id === one.problema_id);
    const current = own.filter(({ activa }) => activa === true);
    const priority = typeof one.prioridad === 'number' ? `${say.priority} ${one.prioridad}` : say.noPriority;
    const about = ['estado', 'deficits', 'nivel', 'impacto', 'region'].map((key) => sheet.of('Problemas', one, key));
    const learned = own
      .filter(({ estado }) => estado === 'REE')
      .map((solution) => plain(lesson(solution, own)))
      .filter(Boolean);
    const above = [
      [priority, ...about].filter(Boolean).join(' · '),
      one.causa_raiz ? `${say.cause}. ${plain(one.causa_raiz)}` : '',
      learned.length > 0 ? `${say.learned}: ${learned.join('; ')}` : '',
    ].filter(Boolean);
    const columns = [
      { label: say.solution, share: 5 },
      { label: say.lead, share: 2.4 },
      { label: say.due, share: 2.2 },
      { label: say.done, share: 1.3, right: true },
    ];
    const rows = current.map((solution): Said[] => {
      const due = solution.fecha_meta ? dayInWords(solution.fecha_meta, lang) : '';
      const isLate = isOverdue(solution, cutoff);
      return [
        [plain(solution.solucion), sheet.of('Soluciones', solution, 'estado')].filter(Boolean).join('\n'),
        plain(bodyOf(roadmap, solution.responsable_id)),
        isLate ? { late: `${due}\n${say.lateBy(daysBetween(solution.fecha_meta, cutoff))}` } : due,
        percent(solution.avance, lang),
      ];
    });
    this.deck.table(plain(one.problema), columns, rows, say.noSolutions, above);
  }

  raised(): void {
    const { say, sheet, roadmap, lang } = this;
    if (roadmap.raised.length === 0) return;
    const columns = [
      { label: say.territorial, share: 2.4 },
      { label: say.problem, share: 4.6 },
      { label: say.level, share: 1.6 },
      { label: say.date, share: 1.8 },
      { label: say.answer, share: 2.4 },
    ];
    const rows = roadmap.raised.map((row): Said[] => {
      const answer = String(inWords(row.respuesta ?? null, 'respuesta', lang) ?? '');
      const waits = row.respuesta === 'sin respuesta' || row.respuesta === 'sin elevar';
      return [
        plain(row.met ?? row.mesa_id),
        plain(row.problema),
        sheet.of('Problemas', row, 'nivel'),
        row.fecha_escalamiento ? dayInWords(row.fecha_escalamiento, lang) : '',
        waits ? { late: answer } : answer,
      ];
    });
    this.deck.table(say.raisedTitle, columns, rows, '');
  }

  escalations(): void {
    const { say, sheet, roadmap, lang } = this;
    const columns = [
      { label: say.problem, share: 4 },
      { label: say.raised, share: 2 },
      { label: say.reason, share: 2 },
      { label: say.date, share: 1.8 },
      { label: say.decision, share: 2.6 },
      { label: say.amount, share: 1.5, right: true },
    ];
    const rows = escalationsInOrder(roadmap).map((row): Said[] => [
      plain(problemNamed(roadmap, row.problema_id)),
      plain(row.elevado_a),
      sheet.of('Escalamientos', row, 'motivo'),
      dayInWords(row.fecha_escalamiento, lang),
      isDecided(row)
        ? [
            sheet.of('Escalamientos', row, 'decision'),
            row.fecha_decision ? dayInWords(row.fecha_decision, lang) : '',
            plain(row.seguimiento),
          ]
            .filter(Boolean)
            .join(', ')
        : { late: say.pending },
      typeof row.monto === 'number' ? `${number(row.monto, lang)} ${row.moneda ?? ''}`.trim() : '',
    ]);
    this.deck.table(say.escalationsTitle, columns, rows, say.noEscalations);
  }

  sessions(): void {
    const { say, sheet, lang } = this;
    const ordered = sessionsInOrder(this.roadmap).slice(0, MOST_SESSIONS);
    const columns = [
      { label: say.date, share: 1.8 },
      { label: say.kind, share: 2 },
      { label: say.attendance, share: 1.6, right: true },
      { label: say.agreements, share: 1.6, right: true },
      { label: say.summary, share: 6 },
    ];
    const rows = ordered.map((row): Said[] => [
      dayInWords(row.fecha, lang),
      `${sheet.of('Sesiones', row, 'tipo')}${row.numero === null || row.numero === undefined ? '' : ` ${row.numero}`}`,
      attendance(row, lang),
      number(row.acuerdos_n, lang),
      plain(row.resumen),
    ]);
    const next = ordered[0]?.proxima_fecha;
    this.deck.table(
      say.sessionsTitle,
      columns,
      rows,
      say.noSessions,
      next ? [`${say.next}: ${dayInWords(next, lang)}`] : [],
    );
  }
}

/** Sessions that are shown; the page has all. */
const MOST_SESSIONS = 6;
