-- People trained in cooperatives and associations, without those counted before in another course.
select
    entrega_id, plantilla, pais, programa_id, periodo, fecha, hoja, fila, clave, valor, mujeres, hombres, columna, region, publico,
    calificador, true as evento
from intermedio.stg_personas_acciones
where plantilla = 'CO'
