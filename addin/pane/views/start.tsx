import { useState } from 'preact/hooks';
import { lists } from '../../../sheets-templates/code-lists/lookup.ts';
import { countries, countryByCode } from '../../../sheets-templates/countries/index.ts';
import type { Row } from '../../../sheets-templates/define/cell.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { parsePeriod } from '../../../sheets-templates/functions/period.ts';
import { templates } from '../../../sheets-templates/templates/index.ts';
import type { Reviewed } from '../engine/protocol.ts';
import { say } from '../texts.ts';
import { Button, Field, Line, Select, useSession } from '../view-kit.tsx';

/** Templates, the cover, the next period. */
export function Start() {
  const { session, state, t } = useSession();
  const { reviewed } = state;
  if (!reviewed && state.busy) return <p class="quiet">{t(say.opening)}</p>;
  if (!reviewed)
    return (
      <>
        <p class="quiet">{t(say.startReview)}</p>
        <Button kind="main" onClick={() => session.review()}>
          {t(say.review)}
        </Button>
      </>
    );
  if (!reviewed.template)
    return (
      <>
        <h2>{t(say.startTitle)}</h2>
        <Choose />
      </>
    );
  return (
    <>
      <h2>{t(say.coverTitle)}</h2>
      <Cover reviewed={reviewed} />
      {!reviewed.empty && session.can('open') && (
        <section>
          <h3>{t(say.nextTitle)}</h3>
          <p class="quiet">{t(say.nextAbout)}</p>
          <Button onClick={() => session.nextPeriod()}>{t(say.prepareNext)}</Button>
        </section>
      )}
      {session.can('mend') && (
        <section>
          <h3>{t(say.listsTitle)}</h3>
          <p class="quiet">{t(say.listsAbout)}</p>
          <Button onClick={() => session.mendLists()}>{t(say.restoreLists)}</Button>
        </section>
      )}
      <details>
        <summary>{t(say.another)}</summary>
        <Choose only="new" />
      </details>
    </>
  );
}

/** Half-years around today; anything else is typed. */
function periodsAround(now: Date): string[] {
  const year = now.getFullYear();
  return [year - 1, year, year + 1].flatMap((one) => [`${one}-S1`, `${one}-S2`]);
}

const nowPeriod = (now: Date) => `${now.getFullYear()}-S${now.getMonth() < 6 ? 1 : 2}`;
const OTHER = 'otro';

function Choose({ only }: { only?: 'new' }) {
  const { session, lang, t } = useSession();
  const now = session.today();
  const [slug, setSlug] = useState(templates[0]?.slug ?? '');
  const [country, setCountry] = useState(
    countryByCode.has(session.host.country ?? '') ? (session.host.country ?? '') : '',
  );
  const [book, setBook] = useState<Lang>(lang);
  const [period, setPeriod] = useState(nowPeriod(now));
  const [typed, setTyped] = useState('');
  const places = (['here', 'new'] as const).filter((place) =>
    place === 'new' ? session.can('open') : !only && session.can('insert'),
  );
  const [where, setWhere] = useState<'here' | 'new'>(places[0] ?? 'new');
  const [wrong, setWrong] = useState(false);
  const template = templates.find((one) => one.slug === slug);
  const id = only ?? 'start';
  const start = (event: Event) => {
    event.preventDefault();
    const chosen = parsePeriod(period === OTHER ? typed : period);
    setWrong(!chosen);
    if (!chosen || !template) return;
    // Where the cut-off date is part of the identity, the team decides on it.
    const cutoff: Row = template.identity.includes('fecha_corte') ? {} : { fecha_corte: chosen.to };
    void session.start({ slug, lang: book, country, where, cover: { periodo: chosen.code, ...cutoff } });
  };
  return (
    <form onSubmit={start}>
      <ChooseWhat {...{ id, slug, setSlug, country, setCountry }} />
      <ChoosePeriod {...{ id, period, setPeriod, typed, setTyped, wrong }} />
      <Field id={`${id}-language`} label={t(say.workbookLanguage)}>
        <Select
          id={`${id}-language`}
          value={book}
          onChange={(value) => setBook(value === 'en' ? 'en' : 'es')}
          options={[
            { value: 'es', label: 'Español' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Field>
      {places.length > 1 && (
        <fieldset>
          <legend>{t(say.where)}</legend>
          {places.map((place) => (
            <label key={place} class="choice">
              <input type="radio" name={`${id}-where`} checked={where === place} onChange={() => setWhere(place)} />
              {t(place === 'here' ? say.here : say.inNew)}
            </label>
          ))}
        </fieldset>
      )}
      <Button kind="main" type="submit" disabled={places.length === 0}>
        {t(say.prepare)}
      </Button>
    </form>
  );
}

interface WhatProps {
  id: string;
  slug: string;
  setSlug: (slug: string) => void;
  country: string;
  setCountry: (country: string) => void;
}

function ChooseWhat({ id, slug, setSlug, country, setCountry }: WhatProps) {
  const { lang, t } = useSession();
  return (
    <>
      <Field
        id={`${id}-template`}
        label={t(say.template)}
        hint={templates.find((one) => one.slug === slug)?.purpose[lang]}
      >
        <Select
          id={`${id}-template`}
          value={slug}
          onChange={setSlug}
          options={templates.map((one) => ({ value: one.slug, label: one[lang] }))}
        />
      </Field>
      <Field id={`${id}-country`} label={t(say.country)}>
        <Select
          id={`${id}-country`}
          value={country}
          first={t(say.chooseOne)}
          required
          onChange={setCountry}
          options={countryOptions(lang)}
        />
      </Field>
    </>
  );
}

interface PeriodProps {
  id: string;
  period: string;
  setPeriod: (period: string) => void;
  typed: string;
  setTyped: (typed: string) => void;
  wrong: boolean;
}

function ChoosePeriod({ id, period, setPeriod, typed, setTyped, wrong }: PeriodProps) {
  const { session, t } = useSession();
  return (
    <>
      <Field id={`${id}-period`} label={t(say.period)}>
        <Select
          id={`${id}-period`}
          value={period}
          onChange={setPeriod}
          options={[
            ...periodsAround(session.today()).map((value) => ({ value, label: value })),
            { value: OTHER, label: t(say.otherPeriod) },
          ]}
        />
      </Field>
      {period === OTHER && (
        <Field id={`${id}-typed`} label={t(say.otherPeriod)} hint={t(wrong ? say.badPeriod : say.periodHint)}>
          <input
            id={`${id}-typed`}
            value={typed}
            required
            aria-invalid={wrong}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
      )}
    </>
  );
}

const countryOptions = (lang: Lang) =>
  countries
    .map(({ code }) => ({ value: code, label: lists.nameOf('PAIS', code)[lang] }))
    .sort((a, b) => a.label.localeCompare(b.label, lang));

/** What identifies the workbook, and fields for what is missing. */
function Cover({ reviewed }: { reviewed: Reviewed }) {
  const { session, lang, t } = useSession();
  const missing = reviewed.cover.filter((fact) => fact.missing);
  const [values, setValues] = useState<Record<string, string>>({});
  const write = (event: Event) => {
    event.preventDefault();
    void session.fillCover(typedFacts(values)).then((done) => done && setValues({}));
  };
  const set = (key: string) => (value: string) => setValues((known) => ({ ...known, [key]: value }));
  return (
    <>
      <dl class="facts">
        {reviewed.cover.map(({ key, label, value, missing: isMissing }) => (
          <div key={key}>
            <dt>{t(label)}</dt>
            <dd class={isMissing ? 'bad' : ''}>{isMissing ? `✕ ${t(say.missing)}` : value}</dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <form onSubmit={write}>
          {missing.map(({ key, label }) => (
            <Field
              key={key}
              id={`cover-${key}`}
              label={t(label)}
              hint={key === 'periodo' ? t(say.periodHint) : undefined}
            >
              {key === 'pais' ? (
                <Select
                  id={`cover-${key}`}
                  value={values[key] ?? ''}
                  first={t(say.chooseOne)}
                  onChange={set(key)}
                  options={countryOptions(lang)}
                />
              ) : (
                <Line
                  id={`cover-${key}`}
                  kind={key === 'fecha_corte' ? 'date' : 'text'}
                  value={values[key] ?? ''}
                  set={set(key)}
                />
              )}
            </Field>
          ))}
          <Button kind="main" type="submit" disabled={Object.values(values).every((value) => value.trim() === '')}>
            {t(say.writeCover)}
          </Button>
        </form>
      )}
    </>
  );
}

/** Numbers as numbers; what was left empty is not written. */
const typedFacts = (values: Readonly<Record<string, string>>): Row =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value.trim() !== '')
      .map(([key, value]) => [key, /^\d{1,3}$/.test(value.trim()) ? Number(value) : value.trim()]),
  );
