-- Share of the enterprises measured at baseline and endline whose waste by unit of output fell.
select
    entrega_id, 'SC' as plantilla, pais, programa_id, periodo, corte as fecha, hoja, fila, empresa_key as clave,
    if(mejora, 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador, columna,
    entrega_lb as entrega_base, hoja_lb as hoja_base, fila_lb as fila_base, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_cambios
where medida = 'residuos_unidad'
