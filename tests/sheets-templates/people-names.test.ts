import { expect, test } from 'vitest';
import { maskPeople, peopleNamed } from '../../sheets-templates/functions/people-names.ts';

const people = peopleNamed([
  'Rosa Quispilloclla Mamani',
  'PÉREZ DE LA CRUZ, Juan',
  'Equipo SCORE Perú',
  'Rosa',
  '',
  'Rosa San Martín Díaz',
  'Pedro Santa Cruz Rojas',
]);
const masked = (text: string) => maskPeople(text, {}, people);

test.each([
  ['La visitó Rosa Quispilloclla en junio.', 'La visitó ███ ███ en junio.'],
  ['Firmó QUISPILLOCLLA MAMANI, ROSA.', 'Firmó ███ ███, ███.'],
  ['Con Rosa Quispillocla', 'Con Rosa Quispillocla'],
  ['Acta de Juan Perez', 'Acta de ███ ███'],
  ['Lo explicó la Sra. Huamán ayer', 'Lo explicó la ███ ayer'],
  ['Visita de don Teófilo Arce y doña Inés', 'Visita de ███ y ███'],
  ['Aprobado por el Ing. Carlos Zevallos Ruiz', 'Aprobado por el ███'],
  ['Dra. María de los Ríos, asesora', '███, asesora'],
  ['Contacto: Elena Vargas', 'Contacto: ███'],
  ['Acta del SR. JUAN MAMANI', 'Acta del ███'],
  ['RESPONSABLE: ROSA PLANAS', 'RESPONSABLE: ███'],
  ['Thanks to Mr. Brown for the data', 'Thanks to ███ for the data'],
])('names of people are masked: %s', (text, expected) => expect(masked(text)).toBe(expected));

test.each([
  'Santa Rosa de Lima, Juan Guerra y San Juan',
  'El Ing. Civil revisó la planta; un Ing. de sistemas también',
  'Fiesta del Señor de los Milagros',
  'Instituto Don Bosco',
  'Responsable: Ministerio de la Producción',
  'Responsable: Dirección General de Industria',
  'Equipo SCORE Perú y SCORE Perú',
  'Nombre: Mesa Forestal',
  'Formador: por definir',
  'Meta: Reducir Trámites en el Puerto',
  'Hospital Dr. Luis Razetti y Estadio Ing. Luis Carranza',
  'Señor Cautivo de Ayabaca, Ntra. Sra. Asunción',
  'Ms Excel; el Sr. Alcalde y la Sra. Ministra de Trabajo',
  'Responsable: Corporación Andina de Fomento',
  'Nombre: Gestión del Agua',
  'Name: Better Work',
  'Tarapoto, San Martín; Santa Cruz',
])('what names nobody stays: %s', (text) => expect(masked(text)).toBe(text));

test('what bodies are called stays, and two words of one name are needed', () => {
  expect(maskPeople('Colegio Dra. Elena Vargas', { ofBody: true }, people)).toBe('Colegio Dra. Elena Vargas');
  expect(maskPeople('Rosa Quispilloclla EIRL', { ofBody: true }, people)).toBe('Rosa Quispilloclla EIRL');
  expect(peopleNamed(['Rosa', 'Ministerio de Trabajo', 'Persona 3'])).toBeNull();
});

test('long texts take no longer than their length', () => {
  const started = process.cpuUsage();
  masked('Sr. Juan '.repeat(20_000));
  masked(`Contacto: ${'Aaa '.repeat(50_000)}`);
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(3);
});
