// biome-ignore-all lint/style/noExcessiveLinesPerFile: a list of examples, an object each
import { enterprise, problem, type RuleExample, result, row, solution, trainer } from './rows.ts';

const plain = { mujeres: null, hombres: null };

/** For each rule of reading, and those of every workbook: rows in which it fires, and in which it nearly does. */
export const readingExamples: Readonly<Record<string, RuleExample>> = {
  'R-G-02': { fires: {}, cover: { envio_n: null }, nearly: {}, nearlyCover: { responsable: null } },
  'R-G-17': {
    fires: {
      Empresas: [1, 2, 3].map((n) => enterprise({ empresa_id: n, nombre: `Empresa ${n}`, id_tributario: null })),
    },
    cover: { pais: 'Colombia', programa_id: 'PRG-PE-AGRO-001-F' },
    nearly: { Empresas: [enterprise()] },
    nearlyCover: {},
  },
  'R-G-18': {
    fires: { Empresas: [enterprise({ fecha_ingreso: '2027-01-15' })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: '2026-06-30' })] },
  },
  'R-G-03': {
    fires: { Empresas: [enterprise(), enterprise({ trab_hombres: 30 })] },
    nearly: { Empresas: [enterprise(), enterprise({ empresa_id: '2' })] },
  },
  'Q-40': {
    fires: {
      Empresas: [
        enterprise({ id_tributario: '20131312955' }),
        enterprise({
          empresa_id: '2',
          id_tributario: '20131312955',
          nombre: 'Hilandería del Norte EIRL',
          region: 'Cusco',
        }),
      ],
    },
    nearly: {
      Empresas: [
        enterprise({ id_tributario: '20131312955' }),
        enterprise({
          empresa_id: '2',
          id_tributario: '20131312955',
          nombre: 'Confeciones del Valle SAC',
          region: 'Cusco',
        }),
      ],
    },
  },
  'R-G-19': {
    fires: { Empresas: [enterprise(), enterprise({ empresa_id: '2' })] },
    nearly: { Empresas: [enterprise(), enterprise({ empresa_id: '2', trab_hombres: 30 })] },
  },
  'R-G-04': {
    fires: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '9' })],
    },
    nearly: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '1 · Confecciones del Valle SAC' })],
    },
  },
  'R-G-05': {
    fires: { Empresas: [enterprise({ region: 'Antioquia' })] },
    nearly: { Empresas: [enterprise({ region: ' CUZCO ' })] },
  },
  'R-G-06': {
    fires: { Empresas: [enterprise({ trab_total: 63 })] },
    nearly: { Empresas: [enterprise({ trab_total: 63, trab_mujeres: null })] },
  },
  'R-G-07': {
    fires: { Empresas: [enterprise({ trab_mujeres: null, trab_hombres: null })] },
    nearly: { Empresas: [enterprise()] },
  },
  'R-G-08': {
    fires: { Empresas: [enterprise({ fecha_retiro: '31/08/2025' })] },
    nearly: { Empresas: [enterprise({ fecha_retiro: '01/09/2025' })] },
  },
  'R-G-09': {
    fires: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: '143 %' })],
    },
    nearly: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: '100 %' })],
    },
  },
  'Q-32': { fires: {}, cover: { programa_id: 'SCORE Perú' }, nearly: {}, nearlyCover: {} },
  'Q-31': {
    fires: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: '4,5' })],
    },
    nearly: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: '4,5 %' })],
    },
  },
  'R-G-10': {
    fires: { Empresas: [enterprise({ trab_mujeres: 12.5 })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38' })] },
  },
  'R-G-11': {
    fires: {},
    cover: { programa_id: 'PRG-PE-AGRO-001-X' },
    nearly: {},
    nearlyCover: { programa_id: 'prg-pe-agro-001-f' },
  },
  'R-G-12': {
    fires: { Empresas: [enterprise({ moneda: null })] },
    nearly: { Empresas: [enterprise({ moneda: null, ventas: null })] },
  },
  'R-G-13': {
    fires: { Empresas: [enterprise({ trab_mujeres: 5000, trab_hombres: 1, trab_total: 5001 })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: 4999, trab_hombres: 1, trab_total: 5000 })] },
  },
  'R-G-14': {
    nearlyCover: { responsable: 'Una oficina', correo: 'oficina@example.org' },
    fires: { Empresas: [enterprise({ region: null })] },
    nearly: { Empresas: [enterprise({ sindicato: null })] },
  },
  'R-G-15': {
    fires: { Empresas: [enterprise({ trab_hombres: 'varios' })] },
    nearly: { Empresas: [enterprise({ trab_hombres: '24' })] },
  },
  'R-G-16': {
    fires: { Empresas: [enterprise({ nombre: 'x'.repeat(151) })] },
    nearly: { Empresas: [enterprise({ nombre: 'x'.repeat(150) })] },
  },
  'R-HR-12': {
    workbook: 'HR',
    fires: { Soluciones: [solution({ estado: 'REE' })] },
    nearly: {
      Soluciones: [
        solution({ estado: 'REE' }),
        solution({ solucion_id: '2', reemplaza_a: '1', motivo_cambio: 'No alcanzó' }),
      ],
    },
  },
  'R-HR-13': {
    workbook: 'HR',
    fires: {
      Problemas: [problem({ estado: 'RES', fecha_resuelto: '2026-03-01' })],
      Soluciones: [solution({ estado: 'EJE' })],
    },
    nearly: {
      Problemas: [problem({ estado: 'RES', fecha_resuelto: '2026-03-01' })],
      Soluciones: [solution({ estado: 'VER' })],
    },
  },
  'R-RE-01': {
    fires: {
      Resultados: [
        result({ ...plain, indicador: 'SC01', publico: null, total: 27 }),
        result({ ...plain, indicador: 'SC02', publico: null, total: 28, subconjunto_de: 'SC01' }),
      ],
    },
    nearly: {
      Resultados: [
        result({ ...plain, indicador: 'SC01', publico: null, total: 27 }),
        result({ ...plain, indicador: 'SC02', publico: null, total: 27, subconjunto_de: 'SC01' }),
      ],
    },
  },
  'R-RE-02': {
    fires: {
      Resultados: [result({ ...plain, indicador: 'SC08', publico: null, total: 0.5, numerador: 41, denominador: 96 })],
    },
    nearly: {
      Resultados: [result({ ...plain, indicador: 'SC08', publico: null, total: 0.43, numerador: 41, denominador: 96 })],
    },
  },
  'R-RE-03': {
    fires: {
      Resultados: [
        result({ ...plain, indicador: 'SC03', total: 93 }),
        result({ ...plain, indicador: 'SC03', total: 94, fuente: 'Otra' }),
      ],
    },
    nearly: {
      Resultados: [
        result({ ...plain, indicador: 'SC03', total: 93 }),
        result({ ...plain, indicador: 'SC03', total: 94, fuente: 'Otra', fecha_dato: '2026-05-31' }),
      ],
    },
  },
  'R-RE-06': {
    fires: { Resultados: [result({ incluye_a: 'Agro Perú' })] },
    nearly: { Resultados: [result({ incluye_a: 'PRG-PE-AGRO-001-F' })] },
  },
  'R-RE-07': {
    fires: { Resultados: [result({ calificador: 'META' })] },
    nearly: { Resultados: [result({ calificador: 'MIN' })] },
  },
  'Q-05': {
    fires: { Resultados: [result({ total: null, hombres: null })] },
    nearly: { Resultados: [result({ total: null })] },
  },
  'Q-06': {
    fires: { Empresas: [enterprise({ trab_total: null })] },
    nearly: { Empresas: [enterprise({ trab_total: null, trab_mujeres: null })] },
  },
  'M-15': {
    fires: { Empresas: [enterprise({ trab_mujeres: { error: '#N/A' } })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: 'n/d' })] },
  },
  'Q-07': {
    fires: {
      Empresas: [enterprise({ nombre: 'Nombre corregido' })],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '1 · Confecciones del Valle SAC' })],
    },
    nearly: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '1 · Confecciones del Valle SAC' })],
    },
  },
  'M-2': {
    fires: { Empresas: [enterprise({ ventas: '1.234' })] },
    nearly: { Empresas: [enterprise({ ventas: '1.234.000' })] },
  },
  'M-5': {
    fires: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: 92 })],
    },
    nearly: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { satisfaccion: 0.92 })],
    },
  },
  'M-7': {
    fires: { Empresas: [enterprise({ trab_mujeres: '38 personas' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38' })] },
  },
  'Q-37': {
    fires: { Empresas: [enterprise({ trab_mujeres: '38 empresas' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38 personas' })] },
  },
  'M-8': {
    fires: { Empresas: [enterprise({ trab_mujeres: '38*' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38' })] },
  },
  'M-9': {
    fires: { Empresas: [enterprise({ trab_mujeres: 'Más de 38' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38' })] },
  },
  'M-10': {
    fires: { Empresas: [enterprise({ trab_mujeres: 'treinta y ocho' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '38' })] },
  },
  'M-11': {
    fires: {
      Resultados: [result({ ...plain, indicador: 'SC08', publico: null, total: '41/96' })],
    },
    nearly: {
      Resultados: [
        result({ ...plain, indicador: 'SC08', publico: null, total: '43 %', numerador: 41, denominador: 96 }),
      ],
    },
  },
  'M-13': {
    fires: { Empresas: [enterprise({ ventas: 'US$ 500000' })] },
    nearly: { Empresas: [enterprise({ ventas: '500000' })] },
  },
  'M-16': {
    fires: { Empresas: [enterprise({ trab_mujeres: { error: '', uncomputed: true } })] },
    nearly: { Empresas: [enterprise({ clase: { error: '', uncomputed: true } })] },
  },
  'M-18b': {
    fires: { Empresas: [enterprise({ trab_mujeres: '43 %', trab_hombres: '57 %' })] },
    nearly: { Empresas: [enterprise({ trab_mujeres: '43 %', trab_hombres: '50 %' })] },
  },
  'M-20': {
    fires: { Empresas: [enterprise({ fecha_ingreso: '09/30/2025' })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: '30/09/2025' })] },
  },
  'M-21': {
    fires: { Empresas: [enterprise({ fecha_ingreso: 'Oct-Dic 2025', fecha_retiro: null })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: 'Oct-Dic 2025', fecha_retiro: '2026-01-31' })] },
  },
  'M-24': {
    fires: { Empresas: [enterprise({ fecha_ingreso: '45901' })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: '01/09/2025' })] },
  },
  'M-25': {
    fires: { Empresas: [enterprise({ fecha_ingreso: '31/09/2025' })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: '30/09/2025' })] },
  },
  'M-27': { fires: {}, cover: { periodo: 'I semestre 2026' }, nearly: {}, nearlyCover: { periodo: '2026-S1' } },
  'M-42': {
    fires: { Empresas: [enterprise({ region: 'Ayacuho' })] },
    nearly: { Empresas: [enterprise({ region: 'Ayac' })] },
  },
  'M-43': {
    fires: { Empresas: [enterprise({ region: 'Sucre' })] },
    cover: { pais: 'BO', programa_id: 'PRG-BO-AGRO-001-G' },
    nearly: { Empresas: [enterprise({ region: 'Chuquisaca' })] },
    nearlyCover: { pais: 'BO', programa_id: 'PRG-BO-AGRO-001-G' },
  },
  'M-44': {
    fires: { Empresas: [enterprise({ id_tributario: '20131312956' })] },
    nearly: { Empresas: [enterprise({ id_tributario: '20-13131295-5' })] },
  },
  'Q-26': {
    fires: { Formadores: [trainer({ documento: '11111111' })] },
    nearly: { Formadores: [trainer({ documento: '11111112' })] },
  },
  'M-51': {
    fires: { Formadores: [trainer({ sexo: 'M' })] },
    nearly: { Formadores: [trainer({ sexo: 'M' }), trainer({ formador_id: '2', sexo: 'F' })] },
  },
  'M-55': {
    fires: { Empresas: [enterprise({ notas: 'Llamar al cel. 987 654 321' })] },
    nearly: { Empresas: [enterprise({ notas: 'Ventas de 987654 en 2021' })] },
  },
  'M-58': {
    fires: { Empresas: [enterprise({ nombre: 'ConfecciÃ³n del Valle' })] },
    nearly: { Empresas: [enterprise({ nombre: 'Confecção do Vale' })] },
  },
  'M-22': {
    fires: { Empresas: [enterprise({ fecha_ingreso: '2025' })] },
    nearly: { Empresas: [enterprise({ fecha_ingreso: '01/09/2025' })] },
  },
  'M-39': { fires: {}, nearly: { Empresas: [enterprise()] } },
  'Q-33': {
    fires: { Empresas: [enterprise({ trab_total: 'varios' })] },
    nearly: { Empresas: [enterprise({ trab_total: 'varios', trab_mujeres: null })] },
  },
  'Q-39': {
    fires: {
      Empresas: [enterprise(), enterprise({ empresa_id: '2', nombre: 'Otra', id_tributario: null, region: 'Ídem' })],
    },
    nearly: { Empresas: [enterprise({ region: 'Ídem' })] },
  },
  'Q-03': {
    workbook: 'HR',
    fires: {
      Mesas: [row('Mesas')],
      Actores: [row('Actores')],
      Sesiones: [row('Sesiones', { fecha: '15/07/2026' })],
      Asistencia: [row('Asistencia')],
    },
    nearly: {
      Mesas: [row('Mesas')],
      Actores: [row('Actores')],
      Sesiones: [row('Sesiones')],
      Asistencia: [row('Asistencia')],
    },
  },
  'Q-28': {
    fires: {
      Empresas: [enterprise()],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: 'Confecciones del Valle SAC' })],
    },
    nearly: { Empresas: [enterprise()], Formadores: [trainer()], Modulos: [row('Modulos', { empresa_id: '1' })] },
  },
  'Q-44': {
    fires: {
      Empresas: ['B', 'C', 'D', 'E'].map((name, at) =>
        enterprise({ empresa_id: String(at + 1), nombre: `Taller ${name}` }),
      ),
      Formadores: [trainer()],
      Modulos: ['B', 'C', 'D', 'E'].map((name, at) => row('Modulos', { empresa_id: `${at + 2} · Taller ${name}` })),
    },
    nearly: {
      Empresas: ['B', 'C', 'D', 'E'].map((name, at) =>
        enterprise({ empresa_id: String(at + 1), nombre: `Taller ${name}` }),
      ),
      Formadores: [trainer()],
      Modulos: ['B', 'C', 'D'].map((name, at) => row('Modulos', { empresa_id: `${at + 1} · Taller ${name}` })),
    },
  },
  'Q-29': {
    fires: {
      Empresas: [enterprise(), enterprise({ empresa_id: '2', nombre: 'Otra' })],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '2 · Confecciones del Valle SAC' })],
    },
    nearly: {
      Empresas: [enterprise(), enterprise({ empresa_id: '2', nombre: 'Otra' })],
      Formadores: [trainer()],
      Modulos: [row('Modulos', { empresa_id: '2 · Otra' })],
    },
  },
  'Q-30': {
    fires: { Empresas: [enterprise({ empresa_id: null })] },
    nearly: { Empresas: [enterprise()] },
  },
};
