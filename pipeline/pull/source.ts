/** A file as the place that holds it describes it. */
export interface RemoteFile {
  /** Stays the same when the file is renamed or moved. */
  id: string;
  /** Folders on the way to it, below the one that was named. */
  folders: readonly string[];
  name: string;
  /** Changes whenever the content does. */
  version: string;
  /** Of the content, in hex; null where the place keeps none. */
  md5: string | null;
  /** Bytes; null where it is known only once it is fetched. */
  size: number | null;
  /** ISO date and time. */
  modified: string;
  /** Who changed it last, as the place says: the sender. */
  editor: string | null;
  /** Why it is not fetched; null for what may be a workbook. */
  skip: SkipReason | null;
  /** Ending of the file that it becomes. */
  extension: string;
}

export type SkipReason = 'trashed' | 'shortcut' | 'other' | 'large' | 'deep' | 'own';

/** Where submissions lie: a folder of Google Drive or SharePoint, a mailbox, or a folder on a disk that some program keeps in step. */
export interface Source {
  /** Names the place in the state that is kept, so that two places are not mixed up. */
  readonly id: string;
  list(): Promise<RemoteFile[]>;
  /** The bytes of a file, and how it was described when they were whole. @throws TooLarge */
  fetch(file: RemoteFile): Promise<{ bytes: Uint8Array; file: RemoteFile }>;
  /** Ends the connection, where there is one. */
  close?(): Promise<void>;
}

/** What turned out to be larger than any workbook while it was fetched. */
export class TooLarge extends Error {}

/** Folders within folders that are followed. */
export const DEEPEST = 10;
