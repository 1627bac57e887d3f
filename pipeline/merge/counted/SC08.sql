-- Share of the enterprises with an endline that saved: one that leaves the saving empty did not say that it saved.
select
    entrega_id, 'SC' as plantilla, pais, programa_id, periodo, corte as fecha, hoja, fila, empresa_key as clave,
    if(ahorro > 0, 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador, 'ahorro' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_mediciones
where momento = 'LF'
