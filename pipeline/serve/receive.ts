import { type Text, text } from '../../sheets-templates/define/text.ts';
import { comparedSender } from '../../sheets-templates/validate.ts';
import type { IdentifiedArrival, IntakeStore, StoredReceipt } from './store.ts';
import type { SubmissionFacts } from './submission-facts.ts';

/** What became of a workbook that arrived. */
export type Reception =
  | { kept: StoredReceipt; repeated: boolean }
  | { refused: Text; why: 'unreadable' | 'foreign' | 'taken' };

const output = text(
  'Es un resultado de Quipu, no un libro para enviar.',
  'This is an output of Quipu, not a workbook to send.',
);

/**
 * Keeps a workbook that was read, or says why not.
 * @param covers whether whoever sends it may send for that sender
 * @param by id of the key or account that it came with
 */
export function receiveArrival(
  { store, now }: { store: IntakeStore; now: () => Date },
  bytes: Uint8Array,
  arrived: SubmissionFacts,
  covers: (arrived: IdentifiedArrival) => boolean,
  by: string,
): Reception {
  if (arrived.ours) return { refused: output, why: 'unreadable' };
  if (!isIdentified(arrived)) {
    const [first] = arrived.issues;
    return { refused: first ? joined(first.message, first.hint) : output, why: 'unreadable' };
  }
  if (!covers(arrived)) return { refused: notYours(arrived), why: 'foreign' };
  const known = store.same(arrived.content);
  if (known) return { kept: known, repeated: true };
  if (store.clash(arrived.identity)) return { refused: numberTaken(arrived.identity.number), why: 'taken' };
  return { kept: store.keep(bytes, arrived, by, now()), repeated: false };
}

const isIdentified = (arrived: SubmissionFacts): arrived is IdentifiedArrival =>
  arrived.identity !== null && arrived.template !== null;

const joined = (a: Text, b: Text) => text(`${a.es} ${b.es}`, `${a.en} ${b.en}`);

const notYours = ({ identity: { country, sender } }: IdentifiedArrival) =>
  text(
    `Su clave no es para ${sender.slice(0, 80)} (${country}). Revise la portada o pida una clave a la oficina.`,
    `Your key is not for ${sender.slice(0, 80)} (${country}). Check the cover, or ask the office for a key.`,
  );

const numberTaken = (number: number) =>
  text(
    `Ya recibimos el envío ${number} de este periodo con otros datos. Si corrigió algo, ponga ${number + 1} en «Número de envío» y vuelva a enviar.`,
    `We have submission ${number} of this period with other data. If you corrected something, put ${number + 1} into «Submission number» and send again.`,
  );

/** Whoever sends is known for the programmes and teams of one country. */
export function covers(
  { country, senders }: { country: string | null; senders: readonly string[] },
  { identity, template }: IdentifiedArrival,
): boolean {
  const same = (sender: string) => comparedSender(sender, template) === comparedSender(identity.sender, template);
  return country === identity.country && senders.some(same);
}
