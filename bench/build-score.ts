export { toXlsx } from '../sheets-templates/emit/to-xlsx.ts';
export { makeId } from '../sheets-templates/functions/ids.ts';
export { score } from '../sheets-templates/templates/score.ts';
