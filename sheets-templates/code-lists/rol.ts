import type { CodeList } from '../define/text.ts';

export const rol: CodeList = {
  id: 'ROL',
  label: { es: 'Rol en la ME', en: 'Role in the Mesa' },
  source: 'ILO guide to Mesas Ejecutivas',
  dropdown: true,
  items: [
    { code: 'CONV', es: 'Convocador/a', en: 'Convener' },
    { code: 'LED', es: 'Líder del equipo dedicado', en: 'Head of dedicated team' },
    { code: 'NED', es: 'Miembro del equipo dedicado', en: 'Dedicated-team member' },
    { code: 'ARTI', es: 'Articulador/a de la MET', en: 'MET broker' },
    { code: 'ENLA', es: 'Enlace', en: 'Liaison' },
    { code: 'COMP', es: 'Autoridad con competencia formal', en: 'Authority with formal competence' },
    { code: 'PERM', es: 'Miembro permanente', en: 'Permanent member', aliases: ['Titular', 'Miembro titular'] },
    {
      code: 'INVI',
      es: 'Invitado/a para un problema',
      en: 'Invited for one problem',
      aliases: ['Invitado', 'Invitada'],
    },
  ],
};
