-- Producers reached: those who took part in training or were assisted, without those counted before in another action.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha_fin as fecha, hoja, fila,
    accion_key as clave, (total - coalesce(repetidos, 0))::double as valor,
    case when repetidos = 0 then mujeres end as mujeres, case when repetidos = 0 then hombres end as hombres,
    'total-repetidos' as columna, region, publico, if(repetidos is null, 'APR', 'EX') as calificador, true as evento
from intermedio.stg_acciones
where ultima and plantilla_envio = 'CV' and publico = 'PROD' and tipo in ('TAL', 'CUR', 'AT') and total is not null
