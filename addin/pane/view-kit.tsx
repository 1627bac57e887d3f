import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import type { State } from './pane-state.ts';
import type { Session } from './session.ts';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The session, its state now, and texts in the language of the pane. */
export function useSession(): { session: Session; state: State; lang: Lang; t: (words: Text) => string } {
  const session = useContext(SessionContext);
  if (!session) throw new Error('the pane is drawn without a session');
  const [, draw] = useState(0);
  useEffect(() => session.subscribe(() => draw((count) => count + 1)), [session]);
  const { state } = session;
  const { lang } = state;
  return { session, state, lang, t: (words) => words[lang] };
}

export function Button({
  children,
  onClick,
  kind = 'plain',
  disabled = false,
  type = 'button',
  label,
  pressed,
  always = false,
}: {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: 'main' | 'plain' | 'quiet';
  disabled?: boolean;
  type?: 'button' | 'submit';
  /** What a screen reader says where the text alone does not tell. */
  label?: string;
  pressed?: boolean;
  /** Works also while something else is being done. */
  always?: boolean;
}) {
  const { state } = useSession();
  return (
    <button
      type={type}
      class={`button ${kind}`}
      onClick={onClick}
      disabled={disabled || (!always && state.busy !== null)}
      {...(label && { 'aria-label': label })}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
    >
      {children}
    </button>
  );
}

/** A field with its label and a line of help; `id` is unique in the pane. */
export function Field({
  id,
  label,
  hint,
  required = false,
  children,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  required?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required && <span aria-hidden="true"> *</span>}
      </label>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Select({
  id,
  value,
  options,
  onChange,
  required = false,
  first,
}: {
  id: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  required?: boolean;
  first?: string;
}) {
  return (
    <select id={id} value={value} required={required} onChange={(event) => onChange(event.currentTarget.value)}>
      {first !== undefined && <option value="">{first}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A line to type into: text, a number or a day. */
export function Line({
  id,
  kind,
  value,
  set,
  required = false,
  described = false,
}: {
  id: string;
  kind: 'text' | 'number' | 'date';
  value: string;
  set: (value: string) => void;
  required?: boolean;
  /** A hint stands below it. */
  described?: boolean;
}) {
  const shared = {
    id,
    value,
    required,
    ...(described && { 'aria-describedby': `${id}-hint` }),
    onInput: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  };
  if (kind === 'date') return <input type="date" {...shared} />;
  return <input type="text" inputMode={kind === 'number' ? 'decimal' : 'text'} {...shared} />;
}

/** Numbers as the reader writes them. */
export const numberIn = (value: number, lang: Lang, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(lang, options).format(value);
export const percentIn = (value: number, lang: Lang) => numberIn(value, lang, { style: 'percent' });
export const dayIn = (iso: string) => iso.slice(0, 10).split('-').reverse().join('/');
