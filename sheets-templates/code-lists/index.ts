import type { CodeList } from '../define/text.ts';
import { indicators } from '../indicators/index.ts';
import { actorMercado } from './actor-mercado.ts';
import { ambito } from './ambito.ts';
import { aporteEstado } from './aporte-estado.ts';
import { area } from './area.ts';
import { calificador } from './calificador.ts';
import { certificacion } from './certificacion.ts';
import { claseEmpresa } from './clase-empresa.ts';
import { criterioDecente } from './criterio-decente.ts';
import { criterioVerde } from './criterio-verde.ts';
import { cuerpo } from './cuerpo.ts';
import { decisionAlto } from './decision-alto.ts';
import { deficit } from './deficit.ts';
import { estadoForm } from './estado-form.ts';
import { estadoMe } from './estado-me.ts';
import { estadoProb } from './estado-prob.ts';
import { estadoProg } from './estado-prog.ts';
import { estadoSol } from './estado-sol.ts';
import { etapaPol } from './etapa-pol.ts';
import { faseRodrik } from './fase-rodrik.ts';
import { financiador } from './financiador.ts';
import { focoMe } from './foco-me.ts';
import { idTributario } from './id-tributario.ts';
import { impacto } from './impacto.ts';
import { mandante } from './mandante.ts';
import { metodologia } from './metodologia.ts';
import { modMycoop } from './mod-mycoop.ts';
import { modScore } from './mod-score.ts';
import { modWind } from './mod-wind.ts';
import { modalidad } from './modalidad.ts';
import { momento } from './momento.ts';
import { moneda } from './moneda.ts';
import { motivoEsc } from './motivo-esc.ts';
import { nivel } from './nivel.ts';
import { nivelCode } from './nivel-code.ts';
import { origenProb } from './origen-prob.ts';
import { pais } from './pais.ts';
import { parteImesun } from './parte-imesun.ts';
import { pilar } from './pilar.ts';
import { plantilla } from './plantilla.ts';
import { publico } from './publico.ts';
import { region } from './region.ts';
import { rol } from './rol.ts';
import { sector } from './sector.ts';
import { sectorVerde } from './sector-verde.ts';
import { sexo } from './sexo.ts';
import { sexoPersona } from './sexo-persona.ts';
import { sino } from './sino.ts';
import { tipoAccion } from './tipo-accion.ts';
import { tipoConteo } from './tipo-conteo.ts';
import { tipoEmpleo } from './tipo-empleo.ts';
import { tipoGrupo } from './tipo-grupo.ts';
import { tipoId } from './tipo-id.ts';
import { tipoMe } from './tipo-me.ts';
import { tipoOrg } from './tipo-org.ts';
import { tipoPeriodo } from './tipo-periodo.ts';
import { tipoProceso } from './tipo-proceso.ts';
import { tipoProducto } from './tipo-producto.ts';
import { tipoSesion } from './tipo-sesion.ts';
import { uit } from './uit.ts';
import { uvt } from './uvt.ts';

/** The indicators as a list for the sheet «Resultados», derived from their definitions. */
const indicador: CodeList = {
  id: 'INDICADOR',
  label: { es: 'Indicador', en: 'Indicator' },
  source: 'as marked in each indicator',
  dropdown: true,
  dependsOn: 'workbook',
  items: indicators.map(({ code, es, en, area }) => ({ code, es, en, parent: area })),
};

/** Every code list of the workbooks. */
export const codeLists: readonly CodeList[] = [
  pais,
  region,
  sector,
  focoMe,
  tipoMe,
  estadoMe,
  modScore,
  metodologia,
  modMycoop,
  parteImesun,
  nivelCode,
  modWind,
  tipoGrupo,
  actorMercado,
  deficit,
  pilar,
  aporteEstado,
  nivel,
  tipoSesion,
  cuerpo,
  mandante,
  rol,
  motivoEsc,
  decisionAlto,
  estadoProb,
  estadoSol,
  origenProb,
  impacto,
  estadoProg,
  area,
  financiador,
  sectorVerde,
  criterioVerde,
  criterioDecente,
  sexo,
  sexoPersona,
  calificador,
  tipoConteo,
  momento,
  estadoForm,
  tipoOrg,
  tipoProceso,
  etapaPol,
  tipoProducto,
  publico,
  sino,
  ambito,
  modalidad,
  certificacion,
  tipoAccion,
  tipoEmpleo,
  moneda,
  plantilla,
  tipoPeriodo,
  faseRodrik,
  claseEmpresa,
  uit,
  uvt,
  idTributario,
  indicador,
  tipoId,
];
