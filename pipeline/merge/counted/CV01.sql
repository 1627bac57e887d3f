-- Producers reached: members of organisations, and who took an open course without belonging to one.
select
    $envio, organizacion_key as clave, socios_total::double as valor, socias as mujeres, socios as hombres,
    'socios_total' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector,
    null as publico, 'EX' as calificador, false as evento
from intermedio.stg_organizaciones
where plantilla_envio = 'CV' and socios_total is not null
union all by name
select
    entrega_id, plantilla, pais, programa_id, periodo, fecha, hoja, fila, clave, valor, mujeres, hombres,
    columna, region, publico, calificador, true as evento
from intermedio.stg_personas_acciones
where plantilla = 'CV' and publico = 'PROD' and organizacion_id is null
