-- Share of the organisations of green-job programmes that are formalised, of those that say so.
select
    $envio, organizacion_key as clave, if(formalizada = 'S', 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador,
    'formalizada' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where plantilla_envio = 'EV' and formalizada in ('S', 'N')
