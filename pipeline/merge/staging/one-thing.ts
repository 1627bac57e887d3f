/** A sheet whose rows have a code that another workbook may use again for something else. */
interface NumberedSheet {
  /** Typed table of the sheet. */
  from: string;
  /** Column of the code, and of the day by which a thing is known again. */
  code: string;
  day: string;
  /** What the key is called under which a thing counts once. */
  key: string;
  /** A row is the latest only where no other says this, too. */
  needs?: string;
}

/**
 * Rows with the key under which each thing counts once, and which of its rows is the latest (`ultima`), as SQL: the body of
 * models that say so in their headers.
 */
export function oneThing({ from, code, day, key, needs }: NumberedSheet): string {
  const first = needs === undefined ? '' : `(p.${needs} is null)::integer, `;
  return `with numeradas as (
    select
        *, concat_ws('|', pais_envio, programa_id, ${code}) as numero, nombre_norm(titulo) as titulo_norm,
        row_number() over (partition by pais_envio, programa_id, ${code} order by corte_envio, entrega_id, fila) as n
    from ${from}
),

-- Whether two rows of one number are one thing: the same day or name, or a name with a slip in it of days that are near. A row that
-- says no name or no day goes with the last one before it that it may be.
pares as (
    select
        a.numero, a.n, b.n as antes,
        b.n = a.n or b.${day} = a.${day} or b.titulo_norm = a.titulo_norm
        or (casi_igual(a.titulo_norm, b.titulo_norm) and coalesce(abs(a.${day} - b.${day}), 0) <= 92) as firme,
        (a.${day} is null or b.${day} is null) and uno_en_otro(a.titulo_norm, b.titulo_norm) as posible
    from numeradas as a
    inner join numeradas as b on b.numero = a.numero and b.n <= a.n
),

una as (
    select
        numero, n,
        if(min(antes) filter (firme) < n, min(antes) filter (firme), coalesce(max(antes) filter (posible and antes < n), n)) as raiz
    from pares
    group by numero, n
),

-- One may be corrected after the other: each goes back to the first that it leads to.
dos as (
    select u.numero, u.n, v.raiz
    from una as u
    inner join una as v on v.numero = u.numero and v.n = u.raiz
),

cuatro as (
    select u.numero, u.n, v.raiz
    from dos as u
    inner join dos as v on v.numero = u.numero and v.n = u.raiz
),

raices as (
    select u.numero, u.n, v.raiz, dense_rank() over (partition by u.numero order by v.raiz) as orden
    from cuatro as u
    inner join cuatro as v on v.numero = u.numero and v.n = u.raiz
)

select
    p.* exclude (numero, titulo_norm, n),
    p.programa_id || '|' || p.${code} || if(r.orden > 1, '#' || r.orden, '') as ${key},
    row_number() over (partition by p.numero, r.raiz order by ${first}p.n desc) = 1 as ultima
from numeradas as p
inner join raices as r on r.numero = p.numero and r.n = p.n
`;
}
