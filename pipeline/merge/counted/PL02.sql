-- Share of the processes in which government, employers and workers were all consulted.
select
    $envio, proceso_key as clave,
    if(cons_gob = 'S' and cons_emp = 'S' and cons_tra = 'S', 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador,
    'cons_gob+cons_emp+cons_tra' as columna
from intermedio.stg_procesos
-- Who does not know does not say it.
where cons_gob in ('S', 'N') and cons_emp in ('S', 'N') and cons_tra in ('S', 'N')
