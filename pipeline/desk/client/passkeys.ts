import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/* Forms that a passkey fills: the device answers what the desk asks, and the form is sent with it. */

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!browserSupportsWebAuthn()) continue;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void answer(form);
  });
}

async function answer(form: HTMLFormElement): Promise<void> {
  const { passkey: kind, asks = '' } = form.dataset;
  const field = form.elements.namedItem('llave');
  const said = form.querySelector<HTMLElement>('[role=alert]');
  if (!(field instanceof HTMLInputElement)) return;
  try {
    const isNew = kind === 'new';
    const sent = isNew ? { method: 'POST', body: toSend(form) } : {};
    const asked = await fetch(asks, { cache: 'no-store', credentials: 'same-origin', ...sent });
    if (!asked.ok) throw new Error(String(asked.status));
    const optionsJSON = await asked.json();
    // Where there is nothing to ask the device, the desk says why.
    if (optionsJSON !== null) {
      const given = isNew ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
      field.value = JSON.stringify(given);
    }
    form.submit();
  } catch {
    // Whoever closes the question of the device, or has no passkey there, may try again.
    if (said) said.hidden = false;
  }
}

function toSend(form: HTMLFormElement): URLSearchParams {
  const fields = [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return new URLSearchParams(fields);
}
