import { lists } from '../../../sheets-templates/code-lists/lookup.ts';
import type { MesaSummary } from '../../../sheets-templates/roadmap-summary.ts';
import { say } from '../texts.ts';
import { Button, dayIn, numberIn, percentIn, useSession } from '../view-kit.tsx';
import { ShortForm } from './short-form.tsx';

/** A regular session every two weeks is what the method asks for; a Mesa that is silent this long stands still. */
const TOO_QUIET = 45;

/** The roadmap at a glance, and short forms for what happened. */
export function Roadmap() {
  const { state, t } = useSession();
  const { reviewed, form } = state;
  if (form) return <ShortForm key={Object.values(form.asked).join('|')} />;
  const mesas = reviewed?.roadmap;
  if (!mesas) return <p class="quiet">{t(say.noRoadmap)}</p>;
  if (mesas.length === 0) return <p class="card">{t(say.noMesas)}</p>;
  return (
    <>
      {mesas.map((mesa) => (
        <Mesa key={mesa.mesa} mesa={mesa} />
      ))}
    </>
  );
}

function Mesa({ mesa }: { mesa: MesaSummary }) {
  const { session, state, lang, t } = useSession();
  const changes = state.reviewed?.sheets.find(({ id }) => id === 'Soluciones')?.changes ?? [];
  const sheetName = (id: string) => state.reviewed?.sheets.find((sheet) => sheet.id === id)?.name ?? id;
  const goTo = (id: string, row: number) => session.goTo({ sheet: sheetName(id), cell: null, row });
  const stateOf = (code: string) => t(lists.nameOf('ESTADO_PROB', code));
  return (
    <section class="mesa">
      <h2>{mesa.name}</h2>
      <dl class="facts">
        <div>
          <dt>{t(say.progress)}</dt>
          <dd>
            {mesa.progress === null ? t(say.noSolutions) : percentIn(mesa.progress, lang)}
            {mesa.progress !== null && <meter min={0} max={1} value={mesa.progress} aria-label={t(say.progress)} />}
          </dd>
        </div>
        <div>
          <dt>{t(say.quiet)}</dt>
          <dd class={mesa.quietDays !== null && mesa.quietDays > TOO_QUIET ? 'bad' : ''}>
            {mesa.quietDays === null
              ? t(say.noSession)
              : `${mesa.quietDays > TOO_QUIET ? '✕ ' : ''}${numberIn(mesa.quietDays, lang)}`}
          </dd>
        </div>
        {mesa.missing.length > 0 && (
          <div>
            <dt>{t(say.absent)}</dt>
            <dd class="bad">✕ {mesa.missing.map((code) => t(lists.nameOf('MANDANTE', code))).join(', ')}</dd>
          </div>
        )}
      </dl>
      <div class="tools">
        <Button kind="main" onClick={() => session.ask('Sesiones', mesa.mesa)}>
          {t(say.addSession)}
        </Button>
      </div>
      <h3>{t(say.overdue)}</h3>
      {mesa.overdue.length === 0 && <p class="quiet">{t(say.noneOverdue)}</p>}
      <ul>
        {mesa.overdue.map(({ id, solution, due, days, row }) => (
          <li key={id} class="card">
            <button type="button" class="message link" onClick={() => goTo('Soluciones', row)}>
              {solution}
            </button>
            <p class="hint">
              {dayIn(due)} · {numberIn(days, lang)}{' '}
              {lang === 'es' ? (days === 1 ? 'día' : 'días') : days === 1 ? 'day' : 'days'}
            </p>
            <div class="tools">
              {changes.map((change) => (
                <Button
                  key={change.id}
                  label={`${t(change.label)}: ${solution}`}
                  onClick={() => session.ask('Soluciones', id, change.id)}
                >
                  {t(change.label)}
                </Button>
              ))}
              <Button label={`${t(say.newVersion)}: ${solution}`} onClick={() => session.ask('Soluciones', id)}>
                {t(say.newVersion)}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {mesa.states.length > 0 && (
        <>
          <h3>{t(say.byState)}</h3>
          <dl class="facts">
            {mesa.states.map(({ code, problems }) => (
              <div key={code}>
                <dt>{stateOf(code)}</dt>
                <dd>{numberIn(problems, lang)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{t(say.byPriority)}</h3>
      {mesa.problems.length === 0 && <p class="quiet">{t(say.noProblems)}</p>}
      <ul>
        {mesa.problems.map(({ id, problem, state: code, priority, row }) => (
          <li key={id} class="card">
            <button type="button" class="message link" onClick={() => goTo('Problemas', row)}>
              {problem}
            </button>
            <p class="hint">
              {priority === null ? t(say.noPriority) : `${t(say.priority)} ${priority}`} · {stateOf(String(code))}
            </p>
            <div class="tools">
              <Button label={`${t(say.addSolution)}: ${problem}`} onClick={() => session.ask('Soluciones', id)}>
                {t(say.addSolution)}
              </Button>
              <Button label={`${t(say.escalate)}: ${problem}`} onClick={() => session.ask('Escalamientos', id)}>
                {t(say.escalate)}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
