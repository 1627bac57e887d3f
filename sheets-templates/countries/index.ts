import type { Country } from '../define/country.ts';
import { bolivia } from './bolivia.ts';
import { colombia } from './colombia.ts';
import { ecuador } from './ecuador.ts';
import { peru } from './peru.ts';
import { venezuela } from './venezuela.ts';

export const countries: readonly Country[] = [bolivia, colombia, ecuador, peru, venezuela];

export const countryByCode: ReadonlyMap<string, Country> = new Map(countries.map((item) => [item.code, item]));
