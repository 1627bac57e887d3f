import type { Lang } from '../define/text.ts';

/** Units in English; in Spanish they stand where they are used. Signs, symbols and currencies are the same in both. */
const ENGLISH: Readonly<Record<string, string>> = {
  ETC: 'FTE',
  actores: 'actors',
  acuerdos: 'agreements',
  cadenas: 'chains',
  años: 'years',
  casillas: 'cells',
  casos: 'cases',
  cifras: 'figures',
  clústeres: 'clusters',
  comunidades: 'communities',
  convenios: 'agreements',
  cooperativas: 'cooperatives',
  cortes: 'cut-offs',
  cursos: 'courses',
  documentos: 'documents',
  días: 'days',
  empleos: 'jobs',
  empresas: 'enterprises',
  entidades: 'bodies',
  escalamientos: 'escalations',
  espacios: 'spaces',
  eventos: 'events',
  filas: 'rows',
  hallazgos: 'findings',
  hogares: 'households',
  horas: 'hours',
  instrumentos: 'instruments',
  libros: 'workbooks',
  materiales: 'materials',
  mejoras: 'improvements',
  meses: 'months',
  moneda: 'currency',
  negocios: 'businesses',
  organizaciones: 'organisations',
  periodos: 'periods',
  personas: 'people',
  'por 1 000 000 h': 'per 1,000,000 h',
  'por ciento': 'per cent',
  postulaciones: 'applications',
  problemas: 'problems',
  procesos: 'processes',
  programas: 'programmes',
  quejas: 'complaints',
  redes: 'networks',
  revisiones: 'revisions',
  sectores: 'sectors',
  'según indicador': 'by indicator',
  sesiones: 'sessions',
  sistemas: 'systems',
  soluciones: 'solutions',
  talleres: 'workshops',
  territorios: 'territories',
  toneladas: 'tonnes',
  'unidad propia': 'own unit',
};

/** What is written alike in both languages: %, kg, kWh, USD. */
const ALIKE = /^(%|k[Wg]h?|kg\/ha|[A-Z]{3})$/;

export const isKnownUnit = (unit: string): boolean => unit in ENGLISH || ALIKE.test(unit);

/** A unit as people read it. */
export const unitIn = (unit: string, lang: Lang): string => (lang === 'en' ? (ENGLISH[unit] ?? unit) : unit);

/** «6/6 programas» */
export const countWithUnit = (said: string, lang: Lang): string =>
  said.replace(/[^\d/\s].*$/, (unit) => unitIn(unit, lang));
