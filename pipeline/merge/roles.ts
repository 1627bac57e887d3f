import { type Text, text } from '../../sheets-templates/define/text.ts';

/** Roles of the cells that a figure is made of. */
export const MAKES: ReadonlySet<string> = new Set(['cuenta', 'resta', 'base']);

/** Why a cell does not count, in words. */
export const ROLES: Readonly<Record<string, Text>> = {
  cuenta: text('cuenta', 'counts'),
  resta: text('se resta', 'is taken off'),
  base: text('es la base', 'is the base'),
  anterior: text('hay un dato posterior de lo mismo', 'there is later data of the same'),
  'ya en el acumulado': text('ya está en la cifra acumulada', 'is already in the cumulative figure'),
  'hay valor declarado': text(
    'el programa declara la cifra; el conteo no se suma',
    'the programme declares the figure; the count is not added',
  ),
  'la lista dice más': text(
    'la lista tiene más; lo declarado no se suma',
    'the list has more; what is declared is not added',
  ),
  'hay una lista posterior': text('hay una lista posterior', 'there is a later list'),
  'contado en otro programa': text(
    'ya se contó con otro programa (identidad)',
    'was counted with another programme (identity)',
  ),
  'incluido en otro programa': text(
    'ya está incluido en la cifra de otro programa',
    'is included in the figure of another programme',
  ),
  'incluido antes en otro programa': text(
    'es posterior a la cifra de otro programa que la incluye, y lo de antes ya está en ella',
    'is later than the figure of another programme that includes it, which holds what came before',
  ),
  'es parte de otro': text('es parte de otro indicador que sí cuenta', 'is part of another indicator that counts'),
  'es parte de la misma cifra': text('es parte de la misma cifra', 'is part of the same figure'),
  'solo por programa': text('se publica solo por programa', 'is published by programme only'),
  'sin base': text('es un porcentaje sin base', 'is a percentage without base'),
  'mismo valor': text('dice otra vez el mismo valor', 'says the same value again'),
  'en disputa': text('otro valor, en disputa', 'another value, disputed'),
  meta: text('es una meta, no un resultado', 'is a target, not a result'),
  'no elegido': text('la cifra se tomó de otra fila', 'the figure was taken from another row'),
};
