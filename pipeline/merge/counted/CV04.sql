-- Producers certified: members of organisations whose certificate is in force. One that expired counts no more.
select
    $envio, organizacion_key as clave, if(certificacion = 'CER', socios_total, 0)::double as valor,
    if(certificacion = 'CER', socias, 0) as mujeres, if(certificacion = 'CER', socios, 0) as hombres,
    if(certificacion = 'CER', 'socios_total', 'certificacion') as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from (select *, bool_or(certificacion = 'CER') over (partition by organizacion_key) as alguna_vez from intermedio.stg_organizaciones where plantilla_envio = 'CV')
where alguna_vez and socios_total is not null and certificacion is not null
