import { AREAS } from '../page-data.ts';
import { el } from './dom.ts';
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
    ...view.figures.data.facts[state.lang].map((fact) => el('p', { class: 'fact' }, fact)),
  ];
}

export function links(view: View): Node[] {
  const { say } = view;
  const { data } = view.figures;
  const known = AREAS.filter(([area]) => view.figures.indicatorsOf(area).length > 0);
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

export function filters(view: View): Node[] {
  const { say, state } = view;
  const { data } = view.figures;
  const countries = view.known('pais');
  const programmes = data.programmes.filter(([, , country]) => !state.pais || country === state.pais);
  const periods = view.known('periodo');
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
            view.changed();
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
    view.changed();
  };
  return [
    choose(
      'filtro-pais',
      say.country,
      say.allCountries,
      countries.map((code) => [code, view.name('pais', code)]),
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
