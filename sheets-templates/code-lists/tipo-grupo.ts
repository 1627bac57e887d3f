import type { CodeList } from '../define/text.ts';

export const tipoGrupo: CodeList = {
  id: 'TIPO_GRUPO',
  label: { es: 'Tipo de institución o grupo', en: 'Kind of institution or group' },
  source: 'codes: assumption; methodologies of the ILO Andean Office report 2010–2015 (Tabla 1)',
  dropdown: true,
  items: [
    { code: 'INST', es: 'Institución que ofrece la formación', en: 'Institution that offers the training' },
    { code: 'COM', es: 'Comunidad', en: 'Community' },
    { code: 'GRU', es: 'Grupo de emprendedores/as', en: 'Group of entrepreneurs' },
    { code: 'ASO', es: 'Asociación', en: 'Association' },
    { code: 'EMP', es: 'Empresa', en: 'Enterprise' },
  ],
};
