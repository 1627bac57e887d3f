import type { CodeList } from '../define/text.ts';

export const tipoId: CodeList = {
  id: 'TIPO_ID',
  label: { es: 'Tipo de código', en: 'Kind of ID' },
  source: 'Quipu data model (the id columns of data-model.md)',
  note: 'First part of an ID, for CREAR_ID and VALIDAR_ID.',
  dropdown: true,
  items: [
    { code: 'MES', es: 'Mesa', en: 'Mesa', more: { sheet: 'Mesas.mesa_id' } },
    { code: 'ACT', es: 'Actor', en: 'Actor', more: { sheet: 'Actores.actor_id' } },
    { code: 'PRB', es: 'Problema', en: 'Problem', more: { sheet: 'Problemas.problema_id' } },
    { code: 'SOL', es: 'Solución', en: 'Solution', more: { sheet: 'Soluciones.solucion_id' } },
    { code: 'SES', es: 'Sesión', en: 'Session', more: { sheet: 'Sesiones.sesion_id' } },
    { code: 'ESC', es: 'Escalamiento', en: 'Escalation', more: { sheet: 'Escalamientos.escalamiento_id' } },
    { code: 'PRG', es: 'Programa', en: 'Programme', more: { sheet: 'Portada.programa_id' } },
    { code: 'EMP', es: 'Empresa', en: 'Enterprise', more: { sheet: 'Empresas.empresa_id' } },
    { code: 'FRM', es: 'Formador/a', en: 'Trainer', more: { sheet: 'Formadores.formador_id' } },
    { code: 'ORG', es: 'Organización', en: 'Organisation', more: { sheet: 'Organizaciones.organizacion_id' } },
    { code: 'ACC', es: 'Acción o curso', en: 'Action or course', more: { sheet: 'Acciones.accion_id' } },
    { code: 'EMV', es: 'Empleo verde', en: 'Green job', more: { sheet: 'Empleos.empleo_id' } },
    { code: 'PDT', es: 'Producto', en: 'Product', more: { sheet: 'Productos.producto_id' } },
    { code: 'GRU', es: 'Institución o grupo', en: 'Institution or group', more: { sheet: 'Grupos.grupo_id' } },
    { code: 'CAM', es: 'Cambio de mercado', en: 'Market change', more: { sheet: 'CambiosMercado.cambio_id' } },
    { code: 'POL', es: 'Proceso de política', en: 'Policy process', more: { sheet: 'Procesos.proceso_id' } },
  ],
};
