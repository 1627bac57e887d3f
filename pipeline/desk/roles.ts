import { type Text, text } from '../../sheets-templates/define/text.ts';

/** What somebody may do at the desk. */
export type Role = 'team' | 'country' | 'analyst' | 'office' | 'admin';

export const ROLES: Readonly<Record<Role, Text>> = {
  team: text('equipo: envía lo suyo y ve sus respuestas', 'team: sends its own and sees the answers'),
  country: text('país: ve las entregas y cifras de su país', 'country: sees submissions and figures of its country'),
  analyst: text(
    'analista: ve cifras y entregas, no cambia nada',
    'analyst: sees figures and submissions, changes nothing',
  ),
  office: text('oficina: lleva el semestre', 'office: runs the half-year'),
  admin: text('administración: además, personas y claves', 'administration: people and keys as well'),
};

/** Everybody who works with figures. */
export const READERS: readonly Role[] = ['country', 'analyst', 'office', 'admin'];
/** Those who see what is of all countries. */
export const REGIONAL: readonly Role[] = ['analyst', 'office', 'admin'];
/** Those who change something. */
export const WRITERS: readonly Role[] = ['office', 'admin'];
/** Those who may have the workbooks themselves, in which people stand by name. */
export const HOLDERS: readonly Role[] = ['team', 'country', 'office', 'admin'];
export const SENDERS: readonly Role[] = ['team', 'office', 'admin'];
export const ADMIN: readonly Role[] = ['admin'];
export const EVERYBODY: readonly Role[] = ['team', 'country', 'analyst', 'office', 'admin'];

export const isRole = (said: string): said is Role => Object.hasOwn(ROLES, said);

/** Somebody who may sign in. */
export interface Account {
  id: string;
  email: string;
  /** What the log says of him: a position, not a name. */
  position: string;
  role: Role;
  /** Of a team or a country. */
  country: string | null;
  /** Codes of programmes or names of teams that a team sends for. */
  senders: string[];
  /** Signing in asks for a code of the telephone as well. */
  secondFactor: boolean;
}
