import { useState } from 'preact/hooks';
import { countsInWords, leftOutInWords } from '../../../sheets-templates/issues.ts';
import { say } from '../texts.ts';
import { Button, Field, numberIn, useSession } from '../view-kit.tsx';

/** What goes out, the way to the office, and the receipts. */
export function Send() {
  const { session, state, lang, t } = useSession();
  const { reviewed, receipts } = state;
  if (!reviewed?.template) return <p class="quiet">{t(say.noTemplate)}</p>;
  const { counts, fatal, leftOut, sheets } = reviewed;
  const left = fatal ? '' : leftOutInWords(leftOut, lang);
  return (
    <>
      <h2>{t(say.sendTitle)}</h2>
      <dl class="facts">
        <div>
          <dt>{t(say.template)}</dt>
          <dd>{t(reviewed.template.label)}</dd>
        </div>
        {reviewed.cover.map(({ key, label, value, missing }) => (
          <div key={key}>
            <dt>{t(label)}</dt>
            <dd class={missing ? 'bad' : ''}>{missing ? `✕ ${t(say.missing)}` : value}</dd>
          </div>
        ))}
        {sheets
          .filter(({ rows }) => rows > 0)
          .map(({ name, rows }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {numberIn(rows, lang)} {lang === 'es' ? (rows === 1 ? 'fila' : 'filas') : rows === 1 ? 'row' : 'rows'}
              </dd>
            </div>
          ))}
      </dl>
      <p class={`card ${fatal ? 'bad' : counts.error > 0 ? 'doubt' : 'good'}`}>
        {fatal ? `✕ ${t(say.fatalFirst)}` : counts.error > 0 ? `! ${t(say.errorsLeft)}` : `✓ ${t(say.nothingWrong)}`}
        {left !== '' && ` ${left.charAt(0).toUpperCase()}${left.slice(1)}.`}
        {counts.error + counts.warning + counts.fatal > 0 && (
          <>
            <br />
            {countsInWords({ ...counts, note: 0 }, lang)}.
          </>
        )}
      </p>
      {session.can('file') && (
        <>
          <div class="tools">
            <Button kind="main" disabled={fatal} onClick={() => session.send()}>
              {t(say.sendNow)}
            </Button>
            <Button onClick={() => session.saveFile()}>{t(say.saveFile)}</Button>
          </div>
          <p class="quiet">{t(say.saveAbout)}</p>
        </>
      )}
      <Office />
      <h3>{t(say.receipts)}</h3>
      {receipts.length === 0 && <p class="quiet">{t(say.noReceipts)}</p>}
      <ul>
        {receipts.map((one) => (
          <li key={one.receipt} class="card">
            <p class="message">
              {one.status === 'accepted' ? '✓' : '✕'} {one.receipt}
            </p>
            <p class="hint">
              {new Date(one.receivedAt).toLocaleString(lang)} · {one.period ?? ''} · {t(say.submission)}{' '}
              {one.submission ?? '–'} · {one.office}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Address and key of the office, kept for the person. */
function Office() {
  const { session, state, t } = useSession();
  const { address, hasToken } = state.intake;
  const [typed, setTyped] = useState(address);
  const [token, setToken] = useState('');
  const keep = (event: Event) => {
    event.preventDefault();
    void session.rememberIntake({ address: typed, token: token === '' ? null : token }).then(() => setToken(''));
  };
  return (
    <details open={address === '' || !hasToken}>
      <summary>{t(say.office)}</summary>
      <form onSubmit={keep}>
        <Field id="office-address" label={t(say.address)} hint={t(say.addressHint)}>
          <input
            id="office-address"
            type="url"
            inputMode="url"
            value={typed}
            required
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
        <Field id="office-key" label={t(say.key)} hint={t(hasToken ? say.keyKept : say.keyHint)}>
          <input
            id="office-key"
            type="password"
            autoComplete="off"
            value={token}
            required={!hasToken}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </Field>
        <Button type="submit">{t(say.keep)}</Button>
      </form>
    </details>
  );
}
