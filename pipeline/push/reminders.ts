import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Sender } from '../office/senders.ts';
import { hex } from '../submission.ts';
import type { Reply } from './replies.ts';

const SUBJECT = {
  overdue: text('Informe atrasado', 'Overdue report'),
  missing: text('Su informe', 'Your report'),
} as const;

/**
 * One message for each address, about all its workbooks that are to come or overdue.
 */
export function remindersFor(senders: readonly Sender[], lang: Lang): Reply[] {
  const wanted = new Map<string, Sender[]>();
  for (const one of senders) {
    const address = (one.contact?.address || one.letter?.address)?.toLowerCase();
    if (!address || one.reminder === null || (one.state !== 'overdue' && one.state !== 'missing')) continue;
    wanted.set(address, [...(wanted.get(address) ?? []), one]);
  }
  return [...wanted].map(([address, asked]) => {
    const known = asked.find(({ contact }) => contact?.address.toLowerCase() === address)?.contact;
    const state = asked.some((one) => one.state === 'overdue') ? 'overdue' : 'missing';
    const periods = [...new Set(asked.map(({ period }) => period))].join(', ');
    return {
      kind: state,
      keys: [hex(JSON.stringify(['recordatorio', address, state]))],
      to: { address, name: known?.name ?? '' },
      subject: `${SUBJECT[state][lang]}, ${periods}`,
      text: `${asked.map(({ reminder }) => reminder).join('\n\n')}\n`,
      attachments: [],
      answers: null,
    };
  });
}
