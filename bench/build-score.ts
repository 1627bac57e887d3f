export { toXlsx } from '../sheets-templates/build/to-xlsx.ts';
export { score } from '../sheets-templates/templates/score.ts';
