import { useEffect } from 'preact/hooks';
import type { ColumnHelp } from '../../../sheets-templates/column-help.ts';
import type { Argument, CustomFunction } from '../../../sheets-templates/functions/custom/define.ts';
import { callInWords, resultInWords } from '../../../sheets-templates/functions/custom/in-words.ts';
import { customFunctions } from '../../../sheets-templates/functions/custom/index.ts';
import { say } from '../texts.ts';
import { useSession } from '../view-kit.tsx';

/** The data dictionary for where the person is, and the functions. */
export function Help() {
  const { session, state, t } = useSession();
  const { place, help, reviewed } = state;
  useEffect(() => {
    void session.explain();
  }, [session]);
  return (
    <>
      {!place || !reviewed?.template ? <p class="quiet">{t(say.pick)}</p> : null}
      {place && reviewed?.template && !help && (
        <p class="quiet">
          {place.sheet}, {place.cell}. {t(say.noColumn)}
        </p>
      )}
      {help && place && <Column help={help} cell={place.cell} />}
      <Functions />
    </>
  );
}

function Column({ help, cell }: { help: ColumnHelp; cell: string }) {
  const { t } = useSession();
  const facts: [string, string][] = [
    [t(say.kind), t(help.kind)],
    [t(say.requirement), t(help.requirement)],
    ...(help.unit ? [[t(say.unit), help.unit] as [string, string]] : []),
    ...(help.limits.length > 0 ? [[t(say.limits), help.limits.map(t).join('; ')] as [string, string]] : []),
    ...(help.refers ? [[t(say.refers), t(help.refers)] as [string, string]] : []),
    ...(help.source ? [[t(say.source), help.source] as [string, string]] : []),
  ];
  return (
    <section aria-live="polite">
      <h2>
        {t(help.label)}
        {help.required && <span aria-hidden="true"> *</span>}
      </h2>
      <p class="quiet">
        {t(help.sheet)}, {cell}
      </p>
      <p>{t(help.help)}</p>
      {help.computed && <p class="card">{t(say.computed)}</p>}
      {help.personal && <p class="card">{t(say.personal)}</p>}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {help.codes.length > 0 && (
        <details open={help.codes.length <= 12}>
          <summary>
            {t(say.codes)} ({help.codes.length})
          </summary>
          <ul class="codes">
            {help.codes.map(({ code, label }) => (
              <li key={code}>
                <code>{code}</code> {t(label)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Functions() {
  const { session, lang, t } = useSession();
  const exampleOf = (one: CustomFunction) =>
    `=${callInWords(one, (one.examples[0]?.args ?? []) as Argument[], lang, session.host.functionPrefix)}`;
  const [first] = customFunctions;
  return (
    <details>
      <summary>
        {t(say.functions)} ({customFunctions.length})
      </summary>
      {first && (
        <p class="quiet">
          {t(say.functionsAbout)} <code>{exampleOf(first)}</code>
        </p>
      )}
      {customFunctions.map((one) => (
        <section key={one.id} class="function">
          <h2>{one.name[lang]}</h2>
          <p>{one.about[lang]}</p>
          <ul>
            {one.parameters.map(({ name, help, optional }) => (
              <li key={name.en}>
                <b>{optional ? `[${name[lang]}]` : name[lang]}</b> {help[lang]}
              </li>
            ))}
          </ul>
          <p class="hint">
            {t(say.example)}: <code>{exampleOf(one)}</code> → {resultInWords(one.examples[0]?.result ?? null, lang)}
          </p>
        </section>
      ))}
    </details>
  );
}
