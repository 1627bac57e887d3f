import type { CodeList } from '../define/text.ts';

export const sectorVerde: CodeList = {
  id: 'SECTOR_VERDE',
  label: { es: 'Ámbito verde', en: 'Green sector' },
  source: 'ILO Andean Office report 2010–2015 (PAGE: first five) + assumptions',
  note: 'RES and IND come from the seeds; ENE, CON, AGU are assumptions.',
  dropdown: true,
  items: [
    { code: 'AGR', es: 'Agricultura', en: 'Agriculture' },
    { code: 'TUR', es: 'Turismo', en: 'Tourism' },
    { code: 'TRA', es: 'Transporte', en: 'Transport' },
    { code: 'MIN', es: 'Minería', en: 'Mining' },
    { code: 'FOR', es: 'Forestal', en: 'Forestry' },
    { code: 'RES', es: 'Residuos y reciclaje', en: 'Waste and recycling' },
    { code: 'IND', es: 'Industria verde / producción más limpia', en: 'Green industry' },
    { code: 'ENE', es: 'Energía renovable y eficiencia', en: 'Renewable energy and efficiency' },
    { code: 'CON', es: 'Construcción sostenible', en: 'Sustainable construction' },
    { code: 'AGU', es: 'Agua y saneamiento', en: 'Water' },
  ],
};
