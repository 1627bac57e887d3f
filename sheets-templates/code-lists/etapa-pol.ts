import type { CodeList } from '../define/text.ts';

export const etapaPol: CodeList = {
  id: 'ETAPA_POL',
  label: { es: 'Etapa del proceso', en: 'Stage of the process' },
  source: 'assumption',
  dropdown: true,
  items: [
    { code: 'DIAG', es: 'Diagnóstico', en: 'Diagnosis' },
    { code: 'DIAL', es: 'Diálogo tripartito', en: 'Dialogue' },
    { code: 'PROP', es: 'Propuesta redactada', en: 'Draft' },
    { code: 'PRES', es: 'Presentada', en: 'Submitted' },
    { code: 'APRO', es: 'Aprobada', en: 'Approved' },
    { code: 'IMPL', es: 'En implementación', en: 'Implementing' },
    { code: 'REVI', es: 'Revisada o revertida', en: 'Revised or reversed' },
    { code: 'ARCH', es: 'Archivada', en: 'Shelved' },
  ],
};
