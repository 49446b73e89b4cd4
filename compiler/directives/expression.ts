/** A condition over the values that a run has seen: total, without calls, so that it can neither fail nor act. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `order.lines[0].price`: a name and what to take of its value. */
  | { readonly kind: 'path'; readonly steps: readonly (string | number)[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Reads a condition, or says why it is none. */
export function readExpression(text: string): Expression | { readonly reason: string } {
  const tokens = tokensOf(text);
  if ('reason' in tokens) return tokens;
  if (tokens.length === 0) return { reason: 'there is no condition' };
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof NotRead) return { reason: error.message };
    throw error;
  }
}

/** So deep parentheses and `not` may be nested. */
const depthMax = 50;

class NotRead extends Error {}

interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign';
  readonly text: string;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['name', /[\p{L}_$][\p{L}\p{N}_$]*/uy],
  ['number', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['text', /"[^"]*"|'[^']*'/y],
  ['sign', /==|!=|<=|>=|&&|\|\||[<>!().[\]]/y],
];

function tokensOf(text: string): readonly Token[] | { readonly reason: string } {
  const tokens: Token[] = [];
  let at = 0;
  next: while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      tokens.push({ kind, text: found });
      at += found.length;
      continue next;
    }
    const rest = text.slice(at, at + 20);
    return {
      reason: rest.startsWith('=') ? 'equality is `==`, not `=`' : `\`${rest}\` is no part of a condition`,
    };
  }
  return tokens;
}

const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];
const words: Readonly<Record<string, string>> = { '&&': 'and', '||': 'or', '!': 'not' };
const literals: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Recursive descent: or, and, not, comparison, and what stands alone. */
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#listOf('or', () => this.#listOf('and', () => this.#negation()));
    const token = this.#tokens[this.#next];
    if (token !== undefined) throw new NotRead(`\`${token.text}\` is not expected where it stands`);
    return expression;
  }

  #listOf(kind: 'and' | 'or', part: () => Expression): Expression {
    const first = part();
    const operands = [first];
    while (this.#takes(kind)) operands.push(part());
    return operands.length === 1 ? first : { kind, operands };
  }

  #negation(): Expression {
    if (!this.#takes('not')) return this.#comparison();
    return { kind: 'not', operand: this.#deeper(() => this.#negation()) };
  }

  #comparison(): Expression {
    const left = this.#single();
    const operator = this.#tokens[this.#next]?.text;
    if (operator === undefined || !comparisons.includes(operator)) return left;
    this.#next++;
    return { kind: 'compare', operator: operator as Comparison, left, right: this.#single() };
  }

  #single(): Expression {
    const token = this.#tokens[this.#next++];
    if (token === undefined) throw new NotRead('it ends too early');
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: Number(token.text) };
      case 'text':
        return { kind: 'literal', value: token.text.slice(1, -1) };
      case 'name': {
        const literal = literals.get(token.text);
        if (literal !== undefined) return { kind: 'literal', value: literal };
        if (isWord(token)) break;
        return { kind: 'path', steps: [token.text, ...this.#steps()] };
      }
      case 'sign': {
        if (token.text !== '(') break;
        const inner = this.#deeper(() =>
          this.#listOf('or', () => this.#listOf('and', () => this.#negation())),
        );
        if (!this.#takes(')')) throw new NotRead('a `)` is missing');
        return inner;
      }
    }
    throw new NotRead(`\`${token.text}\` is not expected where it stands`);
  }

  #steps(): readonly (string | number)[] {
    const steps: (string | number)[] = [];
    for (;;) {
      if (this.#takes('.')) {
        const token = this.#tokens[this.#next++];
        if (token?.kind !== 'name') throw new NotRead('the name of a property belongs behind `.`');
        steps.push(token.text);
      } else if (this.#takes('[')) {
        const token = this.#tokens[this.#next++];
        if (token?.kind === 'text') steps.push(token.text.slice(1, -1));
        else if (token?.kind === 'number' && /^\d+$/.test(token.text)) steps.push(Number(token.text));
        else throw new NotRead('a number or a quoted name belongs between `[` and `]`');
        if (!this.#takes(']')) throw new NotRead('a `]` is missing');
      } else return steps;
    }
  }

  #takes(text: string): boolean {
    const token = this.#tokens[this.#next];
    const takes = token !== undefined && token.kind !== 'text' && (words[token.text] ?? token.text) === text;
    if (takes) this.#next++;
    return takes;
  }

  #deeper(read: () => Expression): Expression {
    if (++this.#depth > depthMax) throw new NotRead(`it is nested more than ${depthMax} deep`);
    const expression = read();
    this.#depth--;
    return expression;
  }
}

function isWord({ text }: Token): boolean {
  return text === 'and' || text === 'or' || text === 'not';
}
