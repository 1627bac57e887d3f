import type { CodeList } from '../define/text.ts';

export const tipoSesion: CodeList = {
  id: 'TIPO_SESION',
  label: { es: 'Tipo de sesión', en: 'Kind of session' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'PRE', es: 'Premesa', en: 'Pre-Mesa' },
    { code: 'LAN', es: 'Lanzamiento oficial', en: 'Official launch' },
    { code: 'PER', es: 'Sesión periódica', en: 'Regular session', more: { ideal_days: 14 } },
    { code: 'INT', es: 'Reunión intersesiones', en: 'Inter-session meeting' },
    { code: 'ALT', es: 'Reunión del cuerpo de alto nivel', en: 'High-level meeting' },
  ],
};
