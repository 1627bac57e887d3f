import { html } from '../../publish/html.ts';
import { workInWords } from '../layout.ts';
import { EVERYBODY, WRITERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';

/** The work that goes on, as far as it is for somebody: what it says may name other senders. */
export const workFor = ({ office, account }: Pick<Visit, 'office' | 'account'>) =>
  account && WRITERS.includes(account.role) ? office.jobs.current : null;

/** How far it is, as server-sent events: a line whenever that changes, and an empty one when nothing is left to do. */
export const work = page('/trabajo', EVERYBODY, async (visit): Promise<Answer> => {
  const { office, lang } = visit;
  return {
    events: async (tell, gone) => {
      for (let last: string | null = null; !gone.aborted && !office.isClosing; ) {
        const changed = new Promise<void>((done) => {
          const end = office.jobs.listen(once);
          gone.addEventListener('abort', once, { once: true });
          function once() {
            end();
            gone.removeEventListener('abort', once);
            done();
          }
        });
        const job = workFor(visit);
        const said: string = job ? workInWords(job, lang) : '';
        if (said !== last) await tell(said);
        if (said === '') return;
        last = said;
        await changed;
      }
    },
  };
});

/**
 * Tells how far work is; once it is done the page is loaded again, unless somebody has begun to write on it. Of charts it makes
 * pictures of dots, which every program takes; without it there is the drawing.
 */
const SCRIPT = `
const shown = document.getElementById('trabajo');
let written = false;
addEventListener('input', () => { written = true; });
if (shown) {
  const news = new EventSource('/trabajo');
  news.onmessage = ({ data }) => {
    if (data) {
      shown.firstElementChild.textContent = data;
      return;
    }
    news.close();
    shown.firstElementChild.textContent = shown.dataset.done;
    if (!written) location.assign(shown.lastElementChild.href);
  };
}

for (const link of document.querySelectorAll('[data-png]')) {
  link.hidden = false;
  link.addEventListener('click', async (click) => {
    click.preventDefault();
    const picture = new Image();
    picture.src = link.href;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 2 * picture.naturalWidth;
    canvas.height = 2 * picture.naturalHeight;
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((dots) => {
      const save = document.createElement('a');
      save.href = URL.createObjectURL(dots);
      save.download = link.dataset.png;
      save.click();
    });
  });
}
`;

export const script = page('/escritorio.js', 'door', async (): Promise<Answer> => {
  return { file: Buffer.from(SCRIPT), name: 'escritorio.js', type: 'text/javascript; charset=utf-8', inline: true };
});

export const nothingHere = (lang: 'es' | 'en') => html`<p><a href="/">${lang === 'es' ? 'Inicio' : 'Home'}</a></p>`;
