import type { Cell, Database, TableColumn } from './database.ts';
import { ALIKE, type ComparableName, comparable, likeness, rarityOf } from './match-names.ts';

const wordColumns: readonly TableColumn[] = [
  { name: 'nodo', type: 'INTEGER' },
  { name: 'clave', type: 'VARCHAR' },
];
const candidateColumns: readonly TableColumn[] = [
  { name: 'clave_a', type: 'VARCHAR' },
  { name: 'clave_b', type: 'VARCHAR' },
  { name: 'parecido', type: 'DOUBLE' },
];

/** Names that share one key are compared with each other; a key that more share tells nothing. */
const MOST_IN_A_BLOCK = 40;
/** The rarest words of a name whose pairs are keys as well. */
const RAREST = 4;
/** Jaro–Winkler similarity of two words from which their names are compared. */
const NEAR_WORDS = 0.85;
/** Names that hold a word misspelt in one way, at most. */
const RARE = 3;
/** Letters of a word long enough to be misspelt and still known. */
const LEAST_LETTERS = 4;

interface Entity {
  key: string;
  country: string;
  region: string;
  tax: string | null;
  name: ComparableName;
}

/**
 * Finds enterprises and organisations that may be one: of one country and region, not of two tax numbers, with names
 * alike. Makes `intermedio.candidatos`, a row for each pair, with the likeness. Only names that share a rare word, a
 * pair of words or a word misspelt are compared, so that the work does not grow with the square.
 */
export async function findCandidates(db: Database): Promise<void> {
  await db.run('create or replace table intermedio.candidatos (clave_a varchar, clave_b varchar, parecido double)');
  const entities = await readEntities(db);
  if (entities.length < 2) return;
  const rarity = rarityOf(entities.map(({ name }) => name));
  await loadKeys(db, entities, rarity);
  const found: [string, string, number][] = [];
  for (const [a, b] of await blockedPairs(db)) {
    const [one, other] = [entities[a], entities[b]];
    if (!one || !other || !mayBeOne(one, other)) continue;
    const alike = likeness(one.name, other.name, rarity);
    if (alike >= ALIKE)
      found.push([...([one.key, other.key].sort() as [string, string]), Math.round(alike * 1e4) / 1e4]);
  }
  await db.append(
    'intermedio',
    'candidatos',
    candidateColumns,
    candidateColumns.map((_, at) => found.map((row) => row[at] as Cell)),
  );
  await db.run('drop table intermedio.claves_de_nombre');
}

const mayBeOne = (a: Entity, b: Entity) => a.tax === null || b.tax === null || a.tax === b.tax;

async function readEntities(db: Database): Promise<Entity[]> {
  const rows = await db.rows(
    `select clave_propia as clave, any_value(pais_envio) as pais,
       arg_max(nombre, (corte_envio, entrega_id, fila)) as nombre, arg_max(region, (corte_envio, entrega_id, fila)) as region,
       max(nullif(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), '')) as tributario
     from (
       select clave_propia, pais_envio, nombre, region, id_tributario, corte_envio, entrega_id, fila from intermedio.stg_empresas
       union all
       select clave_propia, pais_envio, nombre, region, id_tributario, corte_envio, entrega_id, fila from intermedio.stg_organizaciones
     )
     where nombre is not null
     group by clave_propia
     order by clave_propia`,
  );
  return rows.map((row) => ({
    key: String(row.clave),
    country: String(row.pais),
    region: String(row.region ?? ''),
    tax: row.tributario === null ? null : String(row.tributario),
    name: comparable(String(row.nombre)),
  }));
}

/** Keys under which names meet: each word, pairs of the rarest ones, and all letters joined. */
async function loadKeys(db: Database, entities: readonly Entity[], rarity: (word: string) => number): Promise<void> {
  await db.run('create or replace table intermedio.claves_de_nombre (nodo integer, clave varchar)');
  const nodes: number[] = [];
  const keys: string[] = [];
  entities.forEach(({ country, region, name: { words, joined } }, node) => {
    const put = (key: string) => {
      nodes.push(node);
      keys.push(`${country}${region} ${key}`);
    };
    for (const word of new Set(words)) put(word);
    const rarest = [...new Set(words)].sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1)).slice(0, RAREST);
    for (const [at, word] of rarest.entries())
      for (const other of rarest.slice(at + 1)) put([word, other].sort().join('+'));
    put(`=${joined}`);
  });
  await db.append('intermedio', 'claves_de_nombre', wordColumns, [nodes, keys]);
}

/** Pairs of names that share a key, or of which one holds a word that nearly is one of the other's. */
async function blockedPairs(db: Database): Promise<[number, number][]> {
  const rows = await db.rows(`
    with claves as (
      select nodo, clave, count(*) over (partition by clave) as veces
      from intermedio.claves_de_nombre
      qualify veces <= ${MOST_IN_A_BLOCK}
    ),
    palabras as (
      select
        clave, any_value(veces) as veces, split_part(clave, ' ', 1) as lugar, split_part(clave, ' ', 2) as palabra,
        length(palabra) as largo
      from claves
      where clave not like '%+%' and clave not like '%=%' and largo >= ${LEAST_LETTERS}
      group by clave
    ),
    -- A word misspelt is rare, and its slip does not stand both at its beginning and at its end.
    puntas as (
      select *, lugar || '<' || left(palabra, 3) as punta from palabras
      union all
      select *, lugar || '>' || right(palabra, 3) from palabras
    ),
    cerca as (
      select distinct a.clave as una, b.clave as otra
      from puntas as a
      inner join puntas as b on b.punta = a.punta
      where
        a.veces <= ${RARE} and a.clave <> b.clave and abs(a.largo - b.largo) <= 2
        and jaro_winkler_similarity(a.palabra, b.palabra) >= ${NEAR_WORDS}
        and damerau_levenshtein(a.palabra, b.palabra) <= if(least(a.largo, b.largo) >= 8, 2, 1)
    )
    select distinct least(a, b) as a, greatest(a, b) as b
    from (
      select x.nodo as a, y.nodo as b
      from claves as x
      inner join claves as y on y.clave = x.clave and x.nodo < y.nodo
      union all
      select x.nodo, y.nodo
      from cerca as c
      inner join claves as x on x.clave = c.una
      inner join claves as y on y.clave = c.otra and y.nodo <> x.nodo
    )
    order by a, b`);
  return rows.map((row) => [Number(row.a), Number(row.b)]);
}

/** A decision of the office about two keys. */
interface Decision {
  a: string;
  b: string;
}

/**
 * Makes `intermedio.identidades`: for each key that is the same as another, by decision of the office or by a tax number that
 * was filled in later, the one under which all of them are counted.
 */
export async function joinIdentities(db: Database): Promise<void> {
  await db.run('create or replace table intermedio.identidades (clave varchar, clave_final varchar)');
  const decided = await db.rows(
    "select decision, clave_a as a, clave_b as b from bruto.decisiones where decision in ('MISMO', 'DISTINTO') and retirada is null order by a, b",
  );
  const pairs = (wanted: string) =>
    decided.filter(({ decision }) => decision === wanted).map(({ a, b }): Decision => ({ a: String(a), b: String(b) }));
  const [same, apart] = [pairs('MISMO'), pairs('DISTINTO')];
  const joined = [...joinedWith(same, apart, await numberedLater(db))];
  await db.append(
    'intermedio',
    'identidades',
    [
      { name: 'clave', type: 'VARCHAR' },
      { name: 'clave_final', type: 'VARCHAR' },
    ],
    [joined.map(([key]) => key), joined.map(([, whole]) => whole)],
  );
}

/** What is joined by itself joins nothing that the office holds apart. */
function joinedWith(
  same: readonly Decision[],
  apart: readonly Decision[],
  byThemselves: readonly Decision[],
): Map<string, string> {
  const whole = groupsOf([...same, ...byThemselves]);
  const wrong = new Set(
    apart.flatMap(({ a, b }) => {
      const root = whole.get(a);
      return root !== undefined && root === whole.get(b) ? [root] : [];
    }),
  );
  return wrong.size === 0
    ? whole
    : groupsOf([...same, ...byThemselves.filter(({ a }) => !wrong.has(whole.get(a) ?? ''))]);
}

/**
 * Of an enterprise or organisation that stands without its tax number, the one of that name and region with a number, where
 * there is only one and the same programme has both, in different workbooks: whoever fills the number in afterwards makes no
 * second enterprise. Two rows of one workbook are two, and of two programmes the office decides.
 */
async function numberedLater(db: Database): Promise<Decision[]> {
  const tables = ['limpio.empresas', 'limpio.organizaciones'].filter((table) => !db.isEmpty(table));
  if (tables.length === 0) return [];
  const rows = tables
    .map((table) => `select entrega_id, programa_id, pais_envio, id_tributario, nombre, region from ${table}`)
    .join(' union all ');
  const found = await db.rows(`
    with claves as (
      select distinct
        entrega_id, programa_id,
        clave_identidad(pais_envio, id_tributario, nombre, region) as propia,
        clave_identidad(pais_envio, null::varchar, nombre, region) as por_nombre
      from (${rows})
      where nombre is not null and region is not null
    ),
    numeros as (
      select por_nombre, min(propia) as numero from claves
      where propia <> por_nombre
      group by por_nombre having count(distinct propia) = 1
    ),
    por_programa as (
      select por_nombre, bool_or(propia = por_nombre) and bool_or(propia <> por_nombre) as ambas
      from claves group by por_nombre, programa_id
    ),
    por_entrega as (
      select por_nombre, count(distinct propia) > 1 as ambas from claves group by por_nombre, entrega_id
    )
    select n.por_nombre as a, n.numero as b
    from numeros as n
    where
      exists (from por_programa as p where p.por_nombre = n.por_nombre and p.ambas)
      and not exists (from por_entrega as e where e.por_nombre = n.por_nombre and e.ambas)
    order by a`);
  return found.map(({ a, b }) => ({ a: String(a), b: String(b) }));
}

/** Of keys that are the same, directly or through others, the first in order stands for all. */
export function groupsOf(same: readonly Decision[]): Map<string, string> {
  const parents = new Map<string, string>();
  const root = (key: string): string => {
    const parent = parents.get(key);
    return parent === undefined || parent === key ? key : root(parent);
  };
  for (const { a, b } of same) {
    const [first = a, second = b] = [root(a), root(b)].sort();
    parents.set(first, first);
    parents.set(second, first);
  }
  return new Map([...parents.keys()].map((key) => [key, root(key)]));
}
