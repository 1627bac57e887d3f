-- The headlines of Figure 4, as published and as the workbooks give them.
-- title: Titulares de la Figura 4 | Headlines of Figure 4
-- sheet: 1 | Titulares | Headlines
-- shown: always
-- grain: one row per headline
-- key: titular
-- columns: titular, es, en, valor_publicado, calificador_publicado, valor_calculado, calificador_calculado,
--   cobertura, diferencia, estado, nota_es, nota_en, componentes
-- disclose: own
-- keys: titular
-- dimensions: es, en, nota_es, nota_en, calificador_publicado, calificador_calculado, cobertura
-- amounts: valor_publicado
-- counts: valor_calculado, diferencia, componentes
-- label es: Enunciado | Statement (Spanish)
-- label en: Enunciado (inglés) | Statement
-- label estado: Resultado | Result
-- label nota_es: Qué se cuenta en verdad | What is really counted (Spanish)
-- label nota_en: Qué se cuenta en verdad (inglés) | What is really counted
with elegidas as (
    select lector as titular, * exclude (lector) from intermedio.int_usos where lector <> 'linea'
),

sumas as (
    select
        titular,
        round(fsum(valor) filter (rol = 'cuenta'), 6) as valor,
        calificador_conjunto(list(calificador) filter (rol = 'cuenta')) as calificador,
        count(distinct programa_id) filter (rol = 'cuenta') as programas
    from elegidas
    group by titular
),

por_programa as (
    select titular, pais, programa_id, indicador, miembro, rol, sum(valor) as valor, calificador_conjunto(list(calificador)) as calificador
    from elegidas
    group by all
),

componentes as (
    select
        titular,
        to_json(list({
            'pais': pais, 'programa_id': programa_id, 'indicador': indicador, 'publico': miembro,
            'valor': valor, 'calificador': calificador, 'rol': rol
        } order by pais, programa_id, indicador, miembro, rol)) as componentes
    from por_programa
    group by titular
),

-- How much of what the headline speaks of the figures cover, measured with another indicator where one is named.
con_valor as (
    select distinct titular, programa_id from elegidas where rol = 'cuenta'
),

medida_de_cobertura as (
    select
        t.titular,
        sum(base.valor) as total,
        sum(base.valor) filter (v.programa_id is not null) as cubierto
    from intermedio.titulares as t
    inner join por_programa as base on base.titular = t.cobertura_titular and base.indicador = t.cobertura_por and base.rol = 'cuenta'
    left join con_valor as v on v.titular = t.titular and v.programa_id = base.programa_id
    group by t.titular
),

programas_en_alcance as (
    select d.titular, count(distinct e.programa_id) as programas
    from intermedio.titulares_def as d
    inner join intermedio.dim_indicador as i using (indicador)
    inner join consolidado.entregas as e
        on e.estado = 'aceptada' and (i.area = '*' or e.plantilla = i.area) and list_contains(string_split(d.paises, ';'), e.pais)
        and (d.programa_id = '*' or d.programa_id = e.programa_id)
        and (d.hasta is null or e.fecha_corte <= d.hasta)
    group by d.titular
)

select
    t.titular,
    t.es,
    t.en,
    t.valor_publicado,
    t.calificador_publicado,
    if(t.valor_publicado is null, null, s.valor) as valor_calculado,
    if(t.valor_publicado is null, null, s.calificador) as calificador_calculado,
    if(t.valor_publicado is null, null, coalesce(
        m.cubierto::bigint || '/' || m.total::bigint || ' ' || t.cobertura_unidad,
        coalesce(s.programas, 0) || '/' || coalesce(a.programas, 0) || ' programas'
    )) as cobertura,
    if(t.valor_publicado is null, null, s.valor - t.valor_publicado) as diferencia,
    case
        when t.valor_publicado is null then 'CUALITATIVO'
        when s.valor is null then 'SIN_DATO'
        -- «Más de X» holds only above X.
        when t.calificador_publicado = 'MAS' then if(s.valor > t.valor_publicado, 'CONSISTENTE', 'NO_ALCANZA')
        when s.valor = t.valor_publicado then 'REPRODUCE'
        when s.valor < t.valor_publicado then 'NO_ALCANZA'
        else 'DIFIERE'
    end as estado,
    t.nota_es,
    t.nota_en,
    c.componentes
from intermedio.titulares as t
left join sumas as s using (titular)
left join componentes as c using (titular)
left join medida_de_cobertura as m using (titular)
left join programas_en_alcance as a using (titular)
order by t.orden
