import { useState } from 'preact/hooks';
import type { FormField } from '../engine/protocol.ts';
import { say } from '../texts.ts';
import { Button, Field, Line, Select, useSession } from '../view-kit.tsx';

/** A form that asks only what a new row needs; what is wrong with it is told before anything is written. */
export function ShortForm() {
  const { session, state, t } = useSession();
  const { form } = state;
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries((form?.form.fields ?? []).map(({ key, value }) => [key, value])),
  );
  if (!form) return null;
  const submit = (event: Event) => {
    event.preventDefault();
    void session.submitForm(values);
  };
  const wrong = form.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return (
    <form onSubmit={submit}>
      <h2>{t(form.form.title)}</h2>
      {wrong.length > 0 && (
        <div class="card bad" role="alert">
          <p>{t(say.beforeWriting)}</p>
          <ul>
            {wrong.map((issue) => (
              <li key={issue.identity}>
                {t(issue.message)} {t(issue.hint)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {form.form.fields.map((field) => (
        <Field
          key={field.key}
          id={`form-${field.key}`}
          label={t(field.label)}
          hint={t(field.help)}
          required={field.required}
        >
          <Input
            field={field}
            value={values[field.key] ?? ''}
            set={(value) => setValues((known) => ({ ...known, [field.key]: value }))}
          />
        </Field>
      ))}
      <div class="tools">
        <Button kind="main" type="submit">
          {t(form.asked.change === null ? say.write : say.writeChange)}
        </Button>
        <Button onClick={() => session.closeForm()}>{t(say.cancel)}</Button>
      </div>
    </form>
  );
}

function Input({ field, value, set }: { field: FormField; value: string; set: (value: string) => void }) {
  const { t } = useSession();
  const { key, kind, choices, required } = field;
  const id = `form-${key}`;
  const described = { 'aria-describedby': `${id}-hint` };
  const options = choices.map((choice) => ({ value: choice.value, label: t(choice.label) }));
  if (kind === 'choice')
    return (
      <Select id={id} value={value} options={options} required={required} first={t(say.chooseOne)} onChange={set} />
    );
  if (kind === 'choices') {
    const chosen = value.split(';').filter(Boolean);
    const toggle = (one: string) =>
      set((chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join(';'));
    return (
      <fieldset id={id} {...described}>
        <legend class="unseen">{t(field.label)}</legend>
        {options.map((option) => (
          <label key={option.value} class="choice">
            <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
            {option.label}
          </label>
        ))}
      </fieldset>
    );
  }
  if (kind === 'long')
    return (
      <textarea
        id={id}
        rows={3}
        value={value}
        required={required}
        {...described}
        onInput={(event) => set(event.currentTarget.value)}
      />
    );
  return <Line id={id} kind={kind} value={value} set={set} required={required} described />;
}
