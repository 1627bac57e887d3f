-- Programmes, as their latest workbook describes them, with the templates and areas that they report.
-- title: Programas | Programmes
-- sheet: 42 | Programas | Programmes
-- grain: one row per programme
-- key: programa_id
-- columns: programa_id, pais, nombre, estado, inicio, fin, financiadores, areas, plantillas, periodos, ultimo_corte
-- disclose: open
-- dimensions: inicio, fin, areas, plantillas, ultimo_corte
-- amounts: periodos
select
    p.programa_id,
    arg_max(p.pais, (p.fecha_corte, p.entrega_id)) as pais,
    arg_max(p.programa, (p.fecha_corte, p.entrega_id)) as nombre,
    arg_max(p.estado, (p.fecha_corte, p.entrega_id)) as estado,
    arg_max(p.fecha_inicio, (p.fecha_corte, p.entrega_id)) as inicio,
    arg_max(p.fecha_fin, (p.fecha_corte, p.entrega_id)) as fin,
    arg_max(p.financiadores, (p.fecha_corte, p.entrega_id)) as financiadores,
    string_agg(distinct p.area, ';' order by p.area) as areas,
    string_agg(distinct p.plantilla_envio, ';' order by p.plantilla_envio) as plantillas,
    count(distinct p.periodo) as periodos,
    max(p.fecha_corte) as ultimo_corte
from limpio.portada as p
where p.programa_id is not null
group by p.programa_id
order by p.programa_id
