/** A workbook with notes, as it goes back to its sender. */
export interface Review {
  /** Id of the submission, as it was fetched. */
  submission: string;
  /** Name without ending, and the ending. */
  stem: string;
  extension: string;
  bytes: Uint8Array;
}

/** Where a review lies. */
export interface Returned {
  id: string;
  name: string;
}

/** Where submissions came from, and reviews go to. */
export interface Place {
  /** The same as that of the source. */
  readonly id: string;
  /** An id for a review that is about to be made, so that a second try makes no second one. */
  reserve(review: Review, taken: (name: string) => boolean): Promise<Returned>;
  /** Puts a review beside its submission; what lies there under this id is replaced. */
  put(review: Review, as: Returned): Promise<void>;
  /** MD5 of what lies there now; null where it is gone. */
  there(id: string): Promise<string | null>;
  /** What is said at the submission; null where nothing can be said. */
  comments: {
    /** How often we have said this there. */
    count(submission: string, words: string): Promise<number>;
    /** Says it, where we have not said it more often than before. */
    say(submission: string, words: string, before: number): Promise<void>;
  } | null;
}

/** `libro (revisión de Quipu).xlsx`; the review of a review that was mended and sent is the next one. */
export const reviewName = ({ stem, extension }: Review, at: number): string =>
  `${stem.replace(/ \(revisión de Quipu(?: \d+)?\)$/, '')} (revisión de Quipu${at === 1 ? '' : ` ${at}`})${extension}`;
