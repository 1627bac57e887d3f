export { code, codes } from './code.ts';
export { date } from './date.ts';
export { id } from './id.ts';
export { decimal, integer, money, share } from './numbers.ts';
export { period } from './period.ts';
export { reference, references } from './reference.ts';
export { text } from './text.ts';
