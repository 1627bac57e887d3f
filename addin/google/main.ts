import { mountPane } from '../pane/pane.tsx';
import { saveAs } from '../pane/save.ts';
import { Session } from '../pane/session.ts';
import { sendToScript } from './host/call.ts';
import { googleHost } from './host/google-host.ts';
import { startEngine } from './start-engine.ts';

/** The pane in the sidebar of Google Sheets; the script behind it stands in Code.js. */
async function open(into: HTMLElement): Promise<void> {
  // Sheets has no dark theme.
  document.documentElement.dataset.theme = 'light';
  const host = await googleHost(sendToScript);
  document.documentElement.lang = host.lang;
  const engine = await startEngine((globalThis as { quipuEngineCode?: string }).quipuEngineCode ?? '');
  const session = new Session(host, engine, {
    template: (slug, lang) => engine.build({ slug, lang, country: null, cover: {} }, host.takes),
    fetch: (...args) => fetch(...args),
    save: saveAs,
    now: () => new Date(),
  });
  mountPane(session, into);
  await session.begin();
}

const into = document.getElementById('pane') ?? document.body;
open(into).catch((error: unknown) => {
  console.error(error);
  into.textContent =
    'Google Sheets no respondió. Cierre el panel y ábralo otra vez. / Google Sheets did not answer. Close the pane and open it again.';
});
