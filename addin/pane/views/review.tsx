import { useId, useState } from 'preact/hooks';
import type { Severity } from '../../../sheets-templates/define/cell.ts';
import type { CellFix, Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { type IssueGroup, isConfirmable, withoutRow } from '../../../sheets-templates/group.ts';
import { cellsOf, repairOf } from '../../../sheets-templates/repairs.ts';
import { SEVERITIES, say } from '../texts.ts';
import { Button, Field, Line, numberIn, Select, useSession } from '../view-kit.tsx';

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];
/** Groups shown at once of each kind, and findings of a group. */
const GROUPS = 15;
const FINDINGS = 20;

/** Findings, worst first, each with a way to its cell and to its repair. */
export function Review() {
  const { session, state, t } = useSession();
  const { reviewed, marked, live, stale, sheet } = state;
  const groups = (reviewed?.groups ?? []).filter((group) => sheet === null || group.sheet === sheet);
  return (
    <>
      <div class="tools">
        <Button kind="main" onClick={() => session.review()}>
          {t(reviewed?.template ? say.reviewAgain : say.review)}
        </Button>
        {session.can('mark') && reviewed?.template && (
          <Button pressed={marked} onClick={() => session.mark(!marked)}>
            {t(say.mark)}
          </Button>
        )}
      </div>
      {session.can('observe') && (
        <label class="choice">
          <input type="checkbox" checked={live} onChange={() => session.watchTyping(!live)} />
          {t(say.live)}
        </label>
      )}
      {stale && <p class="quiet">{t(say.stale)}</p>}
      {!reviewed && <p class="quiet">{t(say.startReview)}</p>}
      {reviewed && <SheetFilter />}
      {reviewed?.template && reviewed.counts.fatal + reviewed.counts.error + reviewed.counts.warning === 0 && (
        <p class="card good">✓ {t(say.allGood)}</p>
      )}
      {ORDER.map((severity) => (
        <Findings key={severity} severity={severity} groups={groups.filter((group) => group.severity === severity)} />
      ))}
    </>
  );
}

function SheetFilter() {
  const { session, state, lang, t } = useSession();
  const counts = new Map<string, number>();
  for (const { sheet, count } of state.reviewed?.groups ?? []) counts.set(sheet, (counts.get(sheet) ?? 0) + count);
  if (counts.size < 2) return null;
  const options = [...counts].map(([name, count]) => ({
    value: name === '' ? WHOLE : name,
    label: `${name === '' ? t(say.wholeBook) : name} (${numberIn(count, lang)})`,
  }));
  const chosen = state.sheet === '' ? WHOLE : (state.sheet ?? '');
  return (
    <Field id="review-sheet" label={t(say.sheet)}>
      <Select
        id="review-sheet"
        value={chosen}
        first={t(say.allSheets)}
        options={options}
        onChange={(value) => session.narrow(value === '' ? null : value === WHOLE ? '' : value)}
      />
    </Field>
  );
}

/** Findings about no sheet, as a choice: no sheet can bear this name. */
const WHOLE = '[]';

function Findings({ severity, groups }: { severity: Severity; groups: readonly IssueGroup[] }) {
  const { lang, t } = useSession();
  const [most, setMost] = useState(GROUPS);
  if (groups.length === 0) return null;
  const { title, sign } = SEVERITIES[severity];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return (
    <section class={`findings ${severity}`}>
      <h2>
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
        {t(title)} <span class="number">{numberIn(count, lang)}</span>
      </h2>
      <ul>
        {groups.slice(0, most).map((group) => (
          <Group key={group.issues[0]?.identity} group={group} />
        ))}
      </ul>
      {groups.length > most && <Button onClick={() => setMost(most + GROUPS)}>{t(say.more)}</Button>}
    </section>
  );
}

function Group({ group }: { group: IssueGroup }) {
  const { session, lang, t } = useSession();
  const [open, setOpen] = useState(false);
  const [most, setMost] = useState(FINDINGS);
  const [first] = group.issues;
  if (!first) return null;
  const many = group.issues.length > 1;
  const fixable = group.issues.filter((issue) => repairOf(issue) && !issue.confirmed);
  return (
    <li class="card">
      <Finding issue={first} />
      {many && (
        <p class="rows">
          {t(say.rows)} {group.rows.slice(0, 12).join(', ')}
          {group.rows.length > 12 && '…'}
        </p>
      )}
      <div class="tools">
        {fixable.length > 1 && (
          <Button onClick={() => session.repair(fixable)}>
            {t(say.repair)} {numberIn(fixable.length, lang)}
          </Button>
        )}
        {many && (
          <button type="button" class="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(say.each)}
          </button>
        )}
      </div>
      {open && (
        <ul class="each">
          {group.issues.slice(1, most).map((issue) => (
            <li key={issue.identity}>
              <Finding issue={issue} short />
            </li>
          ))}
          {group.issues.length > most && (
            <li>
              <Button kind="quiet" onClick={() => setMost(most + FINDINGS * 5)}>
                {t(say.more)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

/** One finding: a button that leads to its cell, what to do, and its repair. */
function Finding({ issue, short = false }: { issue: Issue; short?: boolean }) {
  const { session, lang, t } = useSession();
  const { message, hint, sheet, confirmed } = issue;
  const words = short && issue.row !== null ? `${issue.cell ?? issue.row}: ${withoutRow(issue, lang)}` : message[lang];
  return (
    <>
      {sheet === '' ? (
        <p class="message">{words}</p>
      ) : (
        <button type="button" class="message link" onClick={() => session.goTo(issue)}>
          {words}
        </button>
      )}
      {!short && <p class="hint">{hint[lang]}</p>}
      {repairOf(issue) && !confirmed && (
        <div class="tools">
          <Button label={`${t(say.repair)}: ${words}`} onClick={() => session.repair([issue])}>
            {t(say.repair)}
          </Button>
          <span class="becomes">{becomes(issue, lang, t(say.becomes), t(say.emptied))}</span>
        </div>
      )}
      {isConfirmable(issue) && <Confirm issue={issue} words={words} />}
    </>
  );
}

/** Where the person knows better: why the figure is right, for the office to read. */
function Confirm({ issue, words }: { issue: Issue; words: string }) {
  const { session, t } = useSession();
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const [who, setWho] = useState('');
  const id = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    void session.confirm(issue, { why, who });
  };
  return (
    <>
      <div class="tools">
        <button
          type="button"
          class="button quiet"
          aria-expanded={open}
          aria-label={`${t(say.confirm)}: ${words}`}
          onClick={() => setOpen(!open)}
        >
          {t(say.confirm)}…
        </button>
      </div>
      {open && (
        <form onSubmit={submit}>
          <Field id={`${id}-why`} label={t(say.confirmWhy)} hint={t(say.confirmWhyHint)} required>
            <Line id={`${id}-why`} kind="text" value={why} set={setWhy} required described />
          </Field>
          <Field id={`${id}-who`} label={t(say.confirmWho)}>
            <Line id={`${id}-who`} kind="text" value={who} set={setWho} />
          </Field>
          <div class="tools">
            <Button kind="main" type="submit">
              {t(say.confirmIt)}
            </Button>
            <Button onClick={() => setOpen(false)}>{t(say.cancel)}</Button>
          </div>
        </form>
      )}
    </>
  );
}

/** What the cells of a repair will say. */
function becomes(issue: Issue, lang: Lang, word: string, empty: string): string {
  const { cell } = issue;
  const cells = cellsOf({ fix: repairOf(issue) });
  return cells.map((one) => `${one.cell === cell ? '' : `${one.cell} `}${word} ${shown(one, lang, empty)}`).join('; ');
}

function shown({ value, numberFormat }: CellFix, lang: Lang, empty: string): string {
  if (value === null) return empty;
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d$/.test(value) ? value.split('-').reverse().join('/') : `«${value}»`;
  return numberFormat?.includes('%')
    ? numberIn(value, lang, { style: 'percent', maximumFractionDigits: 2 })
    : numberIn(value, lang, { maximumFractionDigits: 6 });
}
