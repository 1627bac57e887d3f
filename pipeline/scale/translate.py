"""The models' SQL, written for DuckDB, as Spark understands it: one step, by sqlglot, with what the two mean otherwise.

`pipeline/scale/marts_on_spark.py` runs the result and holds every table against DuckDB's own.
"""

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

#: Names that only DuckDB has.
NAMES = {"fsum": "sum", "arg_max": "max_by", "arg_min": "min_by", "list_contains": "array_contains"}

#: Functions that Spark lacks, as it can be told them. Letters are those of the sources' languages.
FUNCTIONS = [
    "create or replace temporary function strip_accents(t string) returns string return"
    " translate(t, 'ÁÀÂÄÃÅáàâäãåÉÈÊËéèêëÍÌÎÏíìîïÓÒÔÖÕóòôöõÚÙÛÜúùûüÑñÇçÝýÿ', 'AAAAAAaaaaaaEEEEeeeeIIIIiiiiOOOOOoooooUUUUuuuuNnCcYyy')",
    "create or replace temporary function regexp_full_match(t string, p string) returns boolean return regexp_like(t, '^(' || p || ')$')",
    "create or replace temporary function list_has_all(a array<string>, b array<string>) returns boolean return size(array_except(b, a)) = 0",
]


def macros_in(text):
    """The macros that the models use: parameters and body by name."""
    made = [statement for statement in sqlglot.parse(text, read="duckdb") if statement]
    return {one.this.this.name.lower(): ([p.name for p in one.this.expressions], one.expression) for one in made}


class Translator:
    """
    Args:
        functions: text of the macros, DuckDB's SQL
        schema: types of columns by schema and table, as DuckDB names them
    """

    def __init__(self, functions, schema):
        self.macros = macros_in(functions)
        self.schema = schema

    def ways(self, sql):
        """Ways to say the same in Spark's SQL, the plainest first: with each column's table said or not, some are understood and some are not."""
        yield lambda: self.finish(self.inline(sqlglot.parse_one(sql, read="duckdb")))
        yield lambda: self.finish(self.typed(sql))

    def typed(self, sql):
        tree = self.inline(sqlglot.parse_one(sql, read="duckdb"))
        known = {"schema": self.schema, "dialect": "duckdb"}
        tree = qualify(tree, **known, quote_identifiers=False, identify=False, validate_qualify_columns=False)
        return annotate_types(tree, **known)

    def finish(self, tree):
        for step in (lengths, plain_tables, unions_by_name, laterals, joined_texts, lists, names, cases):
            tree = step(tree)
        return tree.sql("spark", comments=False)

    def inline(self, tree):
        def one(node):
            if not isinstance(node, exp.Anonymous) or node.name.lower() not in self.macros:
                return node
            parameters, body = self.macros[node.name.lower()]
            given = dict(zip(parameters, node.expressions))

            def put(inner):
                if isinstance(inner, exp.Column) and not inner.table and inner.name in given:
                    return exp.Paren(this=given[inner.name].copy())
                return inner

            return exp.Paren(this=self.inline(body.copy().transform(put)))

        return tree.transform(one)


def plain_tables(tree):
    """A view has a name of one part; what is to be kept is Spark's own decision."""
    for table in list(tree.find_all(exp.Table)):
        if table.db:
            table.set("this", exp.to_identifier(f"{table.db}__{table.name}"))
            table.set("db", None)
    for query in tree.find_all(exp.CTE):
        query.set("materialized", None)
    return tree


def lengths(tree):
    """Of a list Spark calls it size."""

    def one(node):
        lists_have = (exp.DataType.Type.ARRAY, exp.DataType.Type.LIST)
        if isinstance(node, exp.Length) and node.this.type and node.this.type.is_type(*lists_have):
            return exp.Anonymous(this="size", expressions=[node.this])
        return node

    return tree.transform(one)


def unions_by_name(tree):
    """Both sides with all columns in one order; what one lacks is null."""
    for union in reversed(list(tree.find_all(exp.Union))):
        if not union.args.get("by_name"):
            continue
        sides = [union.left, union.right]
        own = [side.named_selects for side in sides]
        every = own[0] + [name for name in own[1] if name not in own[0]]
        for where, side, has in zip(("this", "expression"), sides, own):
            columns = [exp.column(n, "u") if n in has else exp.alias_(exp.Null(), n) for n in every]
            alias = exp.TableAlias(this=exp.to_identifier("u"))
            union.set(where, exp.select(*columns).from_(exp.Subquery(this=side.copy(), alias=alias)))
        union.set("by_name", False)
    return tree


def laterals(tree):
    """VALUES that name columns of the row beside them: Spark takes nothing but constants there."""
    for lateral in list(tree.find_all(exp.Lateral)):
        values = lateral.this
        if isinstance(values, exp.Subquery) and isinstance(values.this, exp.Values):
            values = values.this
        if not isinstance(values, exp.Values):
            continue
        alias = lateral.args.get("alias") or values.args.get("alias")
        columns = [column.name for column in alias.args["columns"]]
        rows = None
        for row in values.expressions:
            cells = row.expressions if isinstance(row, exp.Tuple) else [row]
            one = exp.select(*[exp.alias_(cell.copy(), column) for cell, column in zip(cells, columns)])
            rows = one if rows is None else exp.union(rows, one, distinct=False)
        lateral.set("this", exp.Subquery(this=rows))
        lateral.set("alias", exp.TableAlias(this=alias.this))
    return tree


def call(name, *given):
    return exp.Anonymous(this=name, expressions=list(given))


def gathered(of, only):
    """Values of a group in the order that is asked for, as a list. `of` is what stands in the parentheses."""
    order = of.expressions if isinstance(of, exp.Order) else []
    inner = of.this if isinstance(of, exp.Order) else of
    once = isinstance(inner, exp.Distinct)
    value = inner.expressions[0] if once else inner

    def kept(aggregate):
        return exp.Filter(this=aggregate, expression=only.copy()) if only else aggregate

    if once:
        return call("sort_array", kept(call("collect_set", value)), exp.false() if order and order[0].args.get("desc") else exp.true())
    if not order:
        return kept(call("collect_list", value))
    pairs = call("struct", *[one.this.copy() for one in order], exp.alias_(value.copy(), "dicho"))
    down = exp.false() if order[0].args.get("desc") else exp.true()
    field = exp.Dot(this=exp.column("uno"), expression=exp.to_identifier("dicho"))
    spoken = exp.Lambda(this=field, expressions=[exp.to_identifier("uno")])
    return call("transform", call("sort_array", kept(call("collect_list", pairs)), down), spoken)


def joined_texts(tree):
    """string_agg with its own order; of no text it is null."""

    def one(node):
        only = node.expression if isinstance(node, exp.Filter) else None
        inner = node.this if only else node
        if not isinstance(inner, exp.GroupConcat) or (not only and isinstance(node.parent, (exp.Filter, exp.Window))):
            return node
        separator = inner.args.get("separator") or exp.Literal.string(",")
        parts = gathered(inner.this, only)
        return exp.If(this=exp.EQ(this=call("size", parts), expression=exp.Literal.number(0)), true=exp.Null(), false=call("array_join", parts.copy(), separator.copy()))

    return tree.transform(one)


def lists(tree):
    """list(…): of no row it is null, not an empty list."""

    def one(node):
        only = node.expression if isinstance(node, exp.Filter) else None
        inner = node.this if only else node
        if not isinstance(inner, exp.ArrayAgg) or (not only and isinstance(node.parent, (exp.Filter, exp.Window))):
            return node
        parts = gathered(inner.this, only)
        return exp.If(this=exp.EQ(this=call("size", parts), expression=exp.Literal.number(0)), true=exp.Null(), false=parts.copy())

    return tree.transform(one)


def names(tree):
    def one(node):
        if isinstance(node, exp.Anonymous) and node.name.lower() in NAMES:
            return exp.Anonymous(this=NAMES[node.name.lower()], expressions=node.expressions)
        return node

    return tree.transform(one)


def cases(tree):
    """DuckDB's map of two lists."""

    def one(node):
        if isinstance(node, exp.Map) and node.args.get("keys") is not None and node.args.get("values") is not None:
            return call("map_from_arrays", node.args["keys"], node.args["values"])
        return node

    return tree.transform(one)
