import { html } from '../../publish/html.ts';
import { workInWords } from '../layout.ts';
import { EVERYBODY, WRITERS } from '../roles.ts';
import { type Answer, page, type Visit } from '../route.ts';

/** The work that goes on, as far as it is for somebody: what it says may name other senders. */
export const workFor = ({ office, account }: Pick<Visit, 'office' | 'account'>) =>
  account && WRITERS.includes(account.role) ? office.jobs.current : null;

/** How far it is, asked again and again while a page is open. */
export const work = page('/trabajo', EVERYBODY, async (visit): Promise<Answer> => {
  const job = workFor(visit);
  const said = job && workInWords(job, visit.lang);
  return { file: Buffer.from(JSON.stringify({ said })), name: 'trabajo.json', type: 'application/json', inline: true };
});

/**
 * Tells how far work is; once it is done the page is loaded again, unless somebody has begun to write on it. Of charts it makes
 * pictures of dots, which every program takes; without it there is the drawing.
 */
const SCRIPT = `
const shown = document.getElementById('trabajo');
let written = false;
addEventListener('input', () => { written = true; });
async function ask() {
  const answer = await fetch('/trabajo').then((said) => said.json()).catch(() => null);
  if (answer && !answer.said) {
    shown.firstElementChild.textContent = shown.dataset.done;
    if (!written) location.assign(shown.lastElementChild.href);
    return;
  }
  if (answer) shown.firstElementChild.textContent = answer.said;
  setTimeout(ask, 1500);
}
if (shown) setTimeout(ask, 1000);

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
