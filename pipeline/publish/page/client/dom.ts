type Child = Node | string | number | null | undefined | false | readonly Child[];

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>>;

/** An element; texts are always texts, never HTML. Functions are listeners. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else parent.appendChild(document.createTextNode(String(child)));
  }
}

/** A cell of a table. */
export interface Cell {
  content: Node | string;
  number?: boolean;
}

/** A table that becomes a list on a narrow screen. */
export function table(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Node {
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          heads.map((head, at) => el('th', { scope: 'col', class: rows[0]?.[at]?.number ? 'number' : null }, head)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((row) =>
          el(
            'tr',
            {},
            row.map(({ content, number }, at) =>
              at === 0
                ? el('th', { scope: 'row' }, content)
                : el(
                    'td',
                    { class: number ? 'number' : null, 'data-label': heads[at], 'data-empty': content === '' },
                    content,
                  ),
            ),
          ),
        ),
      ),
    ),
  );
}
