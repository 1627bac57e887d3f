-- What is known of each country beside the results, and never mixed with them: table 2 of the report, and what the office
-- brought up to date (`quipu context`), which counts where it speaks of the same.
-- title: Contexto de cada país | Context of each country
-- sheet: 61 | Contexto | Context
-- grain: one row per country, concept, year and source
-- key: pais, concepto, anio, fuente
-- nullable: anio
-- columns: pais, concepto, es, en, unidad, anio, valor, vigente, fuente, nota_es, nota_en
-- disclose: open
-- dimensions: concepto, es, en, unidad, vigente, nota_es, nota_en
-- amounts: anio, valor
-- page: calidad | pais, es, en, anio, valor, unidad, fuente
-- label concepto: Concepto | Concept
-- label es: Qué es | What it is (Spanish)
-- label en: Qué es (inglés) | What it is
-- label valor: Valor | Value
-- label vigente: Vigente | In force
-- label nota_es: Nota | Note (Spanish)
-- label nota_en: Nota (inglés) | Note
with todo as (
    select r.pais, r.concepto, r.anio, r.valor, r.fuente, r.nota_es, r.nota_en, false as de_la_oficina
    from intermedio.contexto_del_informe as r
    -- A row of the sheet that was left as it was is the report's.
    anti join bruto.contexto as o
        on o.pais = r.pais and o.concepto = r.concepto and o.anio is not distinct from r.anio and o.fuente = r.fuente
    union all by name
    select o.pais, o.concepto, o.anio, o.valor, o.fuente, r.nota_es, r.nota_en, true as de_la_oficina
    from bruto.contexto as o
    left join intermedio.contexto_del_informe as r
        on r.pais = o.pais and r.concepto = o.concepto and r.anio is not distinct from o.anio and r.fuente = o.fuente and r.valor = o.valor
)

select
    t.pais, t.concepto, c.es, c.en, c.unidad, t.anio, t.valor,
    if(row_number() over (partition by t.pais, t.concepto order by t.de_la_oficina desc, t.anio desc nulls last, t.fuente) = 1, 'S', 'N') as vigente,
    t.fuente, t.nota_es, t.nota_en
from todo as t
inner join intermedio.contexto_conceptos as c using (concepto)
order by t.pais, c.orden, t.anio, t.fuente
