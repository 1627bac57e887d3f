-- Producers trained in courses and workshops.
select
    entrega_id, plantilla, pais, programa_id, periodo, fecha, hoja, fila, clave, valor, mujeres, hombres,
    columna, 'CV01' as subconjunto_de, region, publico, calificador, true as evento
from intermedio.stg_personas_acciones
where plantilla = 'CV' and publico = 'PROD'
