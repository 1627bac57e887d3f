/// <reference types="google-apps-script" />
import type { Script } from '../protocol.ts';
import { addSheet } from './add-sheet.ts';
import { create, insert, mend } from './insert.ts';
import { about, happened, keep, kept, recall, remember } from './notes.ts';
import { book, rows } from './read.ts';
import { mark, restore, select, write } from './write.ts';

const script: Script = {
  about,
  book,
  rows,
  write,
  restore,
  addSheet,
  select,
  mark,
  insert,
  mend,
  create,
  happened,
  kept,
  keep,
  recall,
  remember,
};

/**
 * Answers the sidebar: a name and arguments as JSON, and JSON back. A cell may call it as well, and would read what the owner keeps:
 * where there is no window to show anything in, nothing is answered.
 */
export function answer(name: string, args: string): string {
  SpreadsheetApp.getUi();
  if (!Object.keys(script).includes(name)) throw new Error(name);
  const method = script[name as keyof Script] as (...args: unknown[]) => unknown;
  return JSON.stringify(method(...(JSON.parse(args) as unknown[])));
}
