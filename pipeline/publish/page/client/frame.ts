import { el } from './dom.ts';
import { targetsWithin } from './targets.ts';
import type { View } from './view.ts';

export function head(view: View): Node[] {
  const { say, state } = view;
  const other = state.lang === 'es' ? 'en' : 'es';
  const change = () => {
    state.lang = other;
    view.changed();
  };
  return [
    el(
      'div',
      { class: 'top' },
      el('h1', {}, say.title),
      el('button', { type: 'button', id: 'idioma', lang: other, class: 'plain', click: change }, say.other),
    ),
    ...(view.figures.data.notice ? [el('p', { class: 'notice' }, view.figures.data.notice[state.lang])] : []),
    ...view.figures.data.facts[state.lang].map((fact) => el('p', { class: 'fact' }, fact)),
  ];
}

export function links(view: View): Node[] {
  const { say } = view;
  const { data } = view.figures;
  const known = view.figures.data.areas.filter(([area]) => view.figures.indicatorsOf(area).length > 0);
  const sections: [string, string][] = [
    ...(known.length > 0 ? ([['breve', say.brief]] as [string, string][]) : []),
    ...(data.headlines.length > 0 ? ([['titulares', say.headlines]] as [string, string][]) : []),
    ...known.map(([area]) => [`area-${area}`, say.areas[area] ?? area] as [string, string]),
    ...(targetsWithin(view).length > 0 ? ([['metas', say.targets]] as [string, string][]) : []),
    ...(data.mesas.length > 0 ? ([['hojas', say.roadmaps]] as [string, string][]) : []),
    ['calidad', say.quality],
  ];
  return sections.map(([id, label]) => {
    // The address keeps the filters.
    const go = (event: Event) => {
      event.preventDefault();
      const section = document.getElementById(id);
      const part = section?.querySelector<HTMLDetailsElement>('details.part');
      if (part) part.open = true;
      section?.scrollIntoView({
        behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
      });
      section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    };
    return el('a', { href: `#${id}`, click: go }, label);
  });
}

interface Choice {
  id: string;
  label: string;
  /** What stands for no choice. */
  all: string;
  options: [value: string, text: string][];
  key: 'pais' | 'programa' | 'periodo';
}

function choose(view: View, { id, label, all, options, key }: Choice): Node {
  const { state } = view;
  const change = (event: Event) => {
    state[key] = (event.target as HTMLSelectElement).value;
    if (key === 'pais') state.programa = '';
    view.changed();
  };
  const option = ([value, text]: [string, string]) => el('option', { value, selected: state[key] === value }, text);
  return el('label', {}, label, el('select', { id, change }, [['', all] as [string, string], ...options].map(option)));
}

export function filters(view: View): Node[] {
  const { say, state } = view;
  const programmes = view.figures.data.programmes.filter(([, , country]) => !state.pais || country === state.pais);
  const choices: Choice[] = [
    {
      id: 'filtro-pais',
      label: say.country,
      all: say.allCountries,
      options: view.known('pais').map((code) => [code, view.name('pais', code)]),
      key: 'pais',
    },
    {
      id: 'filtro-programa',
      label: say.programme,
      all: say.allProgrammes,
      options: programmes.map(([id, name]) => [id, name ? `${name} (${id})` : id]),
      key: 'programa',
    },
    {
      id: 'filtro-periodo',
      label: say.period,
      all: say.allPeriods,
      options: view.known('periodo').map((period) => [period, period]),
      key: 'periodo',
    },
  ];
  const clear = () => {
    Object.assign(state, { pais: '', programa: '', periodo: '' });
    view.changed();
  };
  const disabled = !(state.pais || state.programa || state.periodo);
  return [
    ...choices.map((choice) => choose(view, choice)),
    el('button', { type: 'button', id: 'quitar', class: 'plain', disabled, click: clear }, say.clear),
  ];
}
