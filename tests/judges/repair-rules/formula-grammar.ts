import { place } from '../workbook-parts.ts';
import { ARGUMENTS, MAY_BE_EMPTY, PREFIXED, RANGES, WRAPPER } from './functions.ts';
import { looksLikeCell } from './name-rules.ts';

/*
 * The grammar of formulas as files hold them: English names, commas, no equals sign. Source: ECMA-376 part 1, 18.17, and
 * «Excel specifications and limits» (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3).
 */

/** What a formula names, so that it can be looked for in the workbook. */
export interface Formula {
  sheets: string[];
  names: string[];
  problems: string[];
}

const LONGEST = 8192;
const LONGEST_TEXT = 255;
const DEEPEST = 64;

const TOKENS: readonly (readonly [string, RegExp])[] = [
  ['space', /[ \n\r]+/y],
  ['text', /"(?:[^"]|"")*"/y],
  ['error', /#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)/y],
  // A sheet's name needs quotes unless it is letters, digits, points and low lines and does not begin like a number.
  ['sheet', /(?:'(?:[^'[\]*?:/\\]|'')+'|[\p{L}_\\][\p{L}\p{N}_.]*)!/uy],
  ['cell', /\$?[A-Za-z]{1,3}\$?\d+(?![\p{L}\p{N}_.(])/uy],
  ['columns', /\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\p{L}\p{N}_.(])/uy],
  ['rows', /\$?\d+:\$?\d+/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['call', /[\p{L}_][\p{L}\p{N}_.]*\(/uy],
  ['name', /[\p{L}_\\][\p{L}\p{N}_.\\?]*(?:\[[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\])?/uy],
  ['operator', /<>|<=|>=|[-+*/^&=<>%:]/y],
  ['mark', /[(),{};]/y],
];

interface Token {
  kind: string;
  text: string;
}

class Broken extends Error {}

export function parseFormula(formula: string): Formula {
  const found: Formula = { sheets: [], names: [], problems: [] };
  try {
    if (formula.trim() === '') throw new Broken('is empty');
    if (formula.startsWith('=')) throw new Broken('begins with an equals sign');
    if (formula.length > LONGEST) throw new Broken(`has ${formula.length} characters`);
    new Parser(tokensOf(formula), found).whole();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    found.problems.push(error.message);
  }
  return found;
}

function tokensOf(formula: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < formula.length; ) {
    const token = tokenAt(formula, at);
    if (!token) throw new Broken(`cannot be read from «${formula.slice(at, at + 20)}»`);
    at += token.text.length;
    if (token.kind !== 'space') tokens.push(token);
  }
  return tokens;
}

function tokenAt(formula: string, at: number): Token | null {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return null;
}

const PREFIX_OPERATORS = new Set(['+', '-']);
const INFIX_OPERATORS = new Set(['+', '-', '*', '/', '^', '&', '=', '<', '>', '<>', '<=', '>=']);

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly found: Formula,
  ) {}

  whole(): void {
    this.expression();
    const rest = this.tokens[this.at];
    if (rest) throw new Broken(`goes on with «${rest.text}» where it should end`);
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (!token) throw new Broken('ends too early');
    this.at += 1;
    return token;
  }

  private takes(text: string): boolean {
    const known = this.tokens[this.at]?.text === text && this.tokens[this.at]?.kind !== 'text';
    if (known) this.at += 1;
    return known;
  }

  private expression(): void {
    this.operand();
    for (;;) {
      const token = this.tokens[this.at];
      if (token?.kind !== 'operator') return;
      if (token.text === '%') {
        this.at += 1;
        continue;
      }
      if (!INFIX_OPERATORS.has(token.text)) throw new Broken(`has «${token.text}» out of place`);
      this.at += 1;
      this.operand();
    }
  }

  private operand(): void {
    const token = this.next();
    if (token.kind === 'operator' && PREFIX_OPERATORS.has(token.text)) this.operand();
    else if (token.kind === 'text') this.literal(token.text);
    else if (token.kind === 'call') this.call(token.text.slice(0, -1));
    else if (token.text === '(') {
      this.deeper(() => this.expression());
      if (!this.takes(')')) throw new Broken('lacks a closing parenthesis');
    } else if (token.text === '{') this.array();
    else if (!['number', 'error'].includes(token.kind)) this.reference(token);
  }

  private literal(text: string): void {
    const { length } = text.slice(1, -1).replaceAll('""', '"');
    if (length > LONGEST_TEXT) this.found.problems.push(`has a text of ${length} characters`);
  }

  private reference(token: Token): void {
    if (token.kind === 'sheet') {
      const name = token.text.slice(0, -1);
      if (!name.startsWith("'") && looksLikeCell(name)) throw new Broken(`names the sheet ${name} without quotes`);
      this.found.sheets.push(name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name);
      this.reference(this.next());
    } else if (token.kind === 'cell') {
      if (!place(token.text.toUpperCase())) throw new Broken(`names ${token.text}, which no sheet has`);
      if (this.tokens[this.at]?.text === ':') {
        this.at += 1;
        const end = this.next();
        if (end.kind !== 'cell' || !place(end.text.toUpperCase()))
          throw new Broken(`has «${end.text}» as end of a range`);
      }
    } else if (token.kind === 'name') {
      if (!/^(TRUE|FALSE)$/i.test(token.text)) this.found.names.push(token.text);
    } else if (token.kind !== 'columns' && token.kind !== 'rows') throw new Broken(`has «${token.text}» out of place`);
  }

  /** Whether what comes may be a range: no literal is. */
  private startsReference(): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && !['text', 'number', 'error'].includes(token.kind) && token.text !== '{';
  }

  /** Literals alone. */
  private array(): void {
    do {
      while (this.tokens[this.at]?.kind === 'operator') this.at += 1;
      const token = this.next();
      const literal = ['text', 'number', 'error'].includes(token.kind) || /^(TRUE|FALSE)$/i.test(token.text);
      if (!literal) throw new Broken(`has «${token.text}» in an array`);
    } while (this.takes(',') || this.takes(';'));
    if (!this.takes('}')) throw new Broken('has an array without end');
  }

  private call(written: string): void {
    const name = written.replace(/^_xlfn\.(?:_xlws\.)?/, '').toUpperCase();
    const prefixed = written.startsWith('_xlfn.');
    let count = 0;
    if (!this.takes(')')) {
      this.deeper(() => {
        do {
          count += 1;
          // An argument may be left out between commas where the function has one for it.
          const ahead = this.tokens[this.at];
          if (ahead?.kind !== 'text' && (ahead?.text === ',' || ahead?.text === ')')) {
            if (!MAY_BE_EMPTY.has(name)) throw new Broken(`${name} has an empty argument`);
            continue;
          }
          if (RANGES[name]?.includes(count) && !this.startsReference())
            throw new Broken(`${name} has no range as argument ${count}`);
          this.expression();
        } while (this.takes(','));
      });
      if (!this.takes(')'))
        throw new Broken(`has no closing parenthesis behind ${written}, or no comma between arguments`);
    }
    if (written === WRAPPER) return;
    if (PREFIXED.has(name) !== prefixed)
      this.found.problems.push(`${name} ${prefixed ? 'has' : 'lacks'} the prefix _xlfn.`);
    const [least, most] = ARGUMENTS[name] ?? [];
    if (least === undefined || most === undefined) {
      if (!prefixed) this.found.problems.push(`${written} is no function that Excel is known to have`);
    } else if (count < least || count > most) this.found.problems.push(`${name} has ${count} arguments`);
  }

  private deeper(inside: () => void): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new Broken(`is nested over ${DEEPEST} deep`);
    inside();
    this.depth -= 1;
  }
}
