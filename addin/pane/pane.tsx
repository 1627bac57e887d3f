import { type ComponentType, render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { countsInWords } from '../../sheets-templates/issues.ts';
import { nextStep } from './next-step.ts';
import type { View } from './pane-state.ts';
import type { Session } from './session.ts';
import { say, VIEWS } from './texts.ts';
import { Button, percentIn, SessionProvider, useSession } from './view-kit.tsx';
import { Help } from './views/help.tsx';
import { Review } from './views/review.tsx';
import { Roadmap } from './views/roadmap.tsx';
import { Send } from './views/send.tsx';
import { Start } from './views/start.tsx';

const VIEW_OF: Readonly<Record<View, ComponentType>> = {
  start: Start,
  review: Review,
  roadmap: Roadmap,
  send: Send,
  help: Help,
};
const ORDER: readonly View[] = ['start', 'review', 'roadmap', 'send', 'help'];

/** Draws the pane of a session into a page. */
export function mountPane(session: Session, into: HTMLElement): void {
  render(
    <SessionProvider value={session}>
      <Pane />
    </SessionProvider>,
    into,
  );
}

function Pane() {
  const { state, lang } = useSession();
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const Shown = VIEW_OF[state.view];
  return (
    <>
      <Top />
      <main>
        <Tabs />
        <div
          class="panel"
          role="tabpanel"
          id="panel"
          aria-labelledby={`tab-${state.view}`}
          tabIndex={-1}
          aria-busy={state.busy !== null}
        >
          <Shown key={state.view} />
        </div>
      </main>
      <Foot />
    </>
  );
}

/** What the workbook is, and how it stands. */
function Top() {
  const { session, state, lang, t } = useSession();
  const { reviewed, counting } = state;
  const counts = counting ?? reviewed?.counts;
  const bad = counts ? counts.fatal + counts.error : 0;
  const words = counts ? countsInWords({ ...counts, note: 0 }, lang) : '';
  return (
    <header>
      <div class="top">
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M3 6h26M8 6v20M16 6v22M24 6v17" />
          <circle cx="8" cy="14" r="2.6" />
          <circle cx="8" cy="22" r="2.6" />
          <circle cx="16" cy="12" r="2.6" />
          <circle cx="16" cy="24" r="2.6" />
          <circle cx="24" cy="18" r="2.6" />
        </svg>
        <h1>Quipu</h1>
        <Button kind="quiet" always onClick={() => session.speak(lang === 'es' ? 'en' : 'es')}>
          <span lang={lang === 'es' ? 'en' : 'es'}>{t(say.language)}</span>
        </Button>
      </div>
      <p class="state" aria-live="polite">
        {reviewed ? (reviewed.template ? t(reviewed.template.label) : t(say.noTemplate)) : t(say.opening)}
        {reviewed?.template && (
          <span class={`pill ${bad > 0 ? 'bad' : words ? 'doubt' : 'good'}`}>
            {words ? `${bad > 0 ? '✕' : '!'} ${words}` : `✓ ${t(say.nothingWrong)}`}
          </span>
        )}
      </p>
      <Next />
    </header>
  );
}

/** The one thing to do next. While the person types, what was found last may be mended already. */
function Next() {
  const { session, state, t } = useSession();
  const next = nextStep(state.reviewed);
  if (!next || state.form) return null;
  return (
    <div class="next">
      <p>
        <strong>{t(say.next)}</strong> {t(next.words)}
      </p>
      <Button label={`${t(say.go)}: ${t(next.words)}`} onClick={() => session.goNext()}>
        {t(say.go)}
      </Button>
    </div>
  );
}

function Tabs() {
  const { session, state, t } = useSession();
  const views = ORDER.filter((view) => view !== 'roadmap' || state.reviewed?.roadmap || state.view === 'roadmap');
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = views.indexOf(state.view);
    const next =
      event.key === 'Home'
        ? views[0]
        : event.key === 'End'
          ? views.at(-1)
          : step && views.at((at + step) % views.length);
    if (!next) return;
    event.preventDefault();
    session.show(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t(say.views)} ref={list} onKeyDown={move}>
      {views.map((view) => (
        <button
          key={view}
          type="button"
          role="tab"
          id={`tab-${view}`}
          aria-controls="panel"
          aria-selected={state.view === view}
          tabIndex={state.view === view ? 0 : -1}
          onClick={() => session.show(view)}
        >
          {t(VIEWS[view])}
        </button>
      ))}
    </div>
  );
}

/** What is going on, what came of it, and the way back. */
function Foot() {
  const { session, state, lang, t } = useSession();
  const { busy, notice, undo } = state;
  const last = undo.at(-1);
  return (
    <footer>
      <div aria-live="polite">
        {busy && (
          <div class="busy">
            <span>
              {t(busy.what)}…{busy.done !== null && ` ${percentIn(busy.done, lang)}`}
            </span>
            <progress {...(busy.done !== null && { value: busy.done })} max={1} aria-label={t(busy.what)} />
            {busy.stop && (
              <Button always onClick={busy.stop}>
                {t(say.stop)}
              </Button>
            )}
          </div>
        )}
        {notice && (
          <div class={`notice ${notice.kind}`} role={notice.kind === 'bad' ? 'alert' : 'status'}>
            <span>
              {t(notice.words)}{' '}
              {notice.link && (
                <a href={notice.link} target="_blank" rel="noopener noreferrer">
                  {t(say.openIt)}
                </a>
              )}
            </span>
            <Button kind="quiet" always label={t(say.close)} onClick={() => session.dismiss()}>
              ✕
            </Button>
          </div>
        )}
      </div>
      {last && !busy && (
        <div class="undo">
          <span>{t(last.what)}</span>
          <Button onClick={() => session.undo()}>{t(say.undo)}</Button>
        </div>
      )}
    </footer>
  );
}
