import { longestLine } from '../text/decode.ts';
import type { Line } from '../text/lines.ts';
import type { Context, Given, Site } from './context.ts';
import { areEqual, isTrue, numberOf, textOf, truth, type Value } from './value.ts';
import { nameAt, quotable, skipBlanks } from './words.ts';

/** The value of the expression in a part of a line; null, and a diagnostic, when it is none. */
export function evaluate(at: Site, context: Context, asks: 'value' | 'defined' = 'value'): Value | null {
  const reader = new ExpressionReader(at, context, asks);
  const value = reader.readWhole();
  if (reader.tooDeep) return '';
  return reader.reportFailure() ? null : value;
}

/** The arguments between parentheses that open at `open`, and the offset behind them; null when they cannot be read. */
export function readArguments(
  line: Line,
  open: number,
  context: Context,
): { readonly given: Given; readonly end: number } | null {
  const reader = new ExpressionReader({ line, start: open, end: line.text.length }, context, 'value');
  const given = reader.readArguments();
  return reader.failure === null ? { given, end: reader.offset } : null;
}

/** Follows `.name` and `[index]` behind a JSON value, as far as it has them. */
export function readAccess(
  line: Line,
  offset: number,
  value: Value,
  context: Context,
): { readonly value: Value; readonly end: number } {
  const reader = new ExpressionReader({ line, start: offset, end: line.text.length }, context, 'value');
  const found = reader.readAccess(value);
  return reader.failure === null ? { value: found, end: reader.offset } : { value, end: offset };
}

/** The operators that have an operand on each side, those that bind weakest first. */
const operators: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

/** Reads and evaluates at once. After a failure everything is empty text, and nothing is called. */
class ExpressionReader {
  readonly #text: string;
  readonly #line: Line;
  readonly #start: number;
  readonly #context: Context;
  readonly #asks: 'value' | 'defined';
  offset: number;
  failure: string | null = null;
  /** It failed for that, which was said where it happened. */
  tooDeep = false;
  /** Above 0 in what `&&` and `||` do not need. */
  #skipping = 0;
  /** Where `true`, `false` and `null` are values; outside of JSON PlantUML does not know them. */
  #inJson = false;

  constructor({ line, start, end }: Site, context: Context, asks: 'value' | 'defined') {
    this.#line = line;
    this.#text = end === line.text.length ? line.text : line.text.slice(0, end);
    this.#start = start;
    this.#context = context;
    this.#asks = asks;
    this.offset = start;
  }

  readWhole(): Value {
    if (this.#peek() === '') return '';
    const value = this.#readOperators(0);
    if (this.#peek() !== '') this.#fail(`\`${quotable(this.#text.slice(this.offset))}\` is left over`);
    return value;
  }

  /** Reports why reading failed; false when it did not. */
  reportFailure(): boolean {
    if (this.failure === null) return false;
    const at = { line: this.#line, start: this.#start, end: this.#text.length };
    const text = quotable(this.#text.slice(this.#start));
    this.#context.report('expression-not-read', { text, reason: this.failure }, at);
    return true;
  }

  readArguments(): Given {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    this.offset++;
    for (let first = true; this.failure === null; first = false) {
      if (first && this.#take(')')) break;
      const name = this.#readArgumentName();
      const value = this.#readOperators(0, true);
      if (name === null) positional.push(value);
      else named.set(name, value);
      if (this.#take(')')) break;
      if (!this.#take(',')) this.#fail('its parentheses are not closed');
    }
    return { positional, named };
  }

  readAccess(start: Value): Value {
    let value = start;
    while (typeof value === 'object' && value !== null && this.failure === null) {
      const entries = 'entries' in value && !Array.isArray(value) ? entriesOf(value) : null;
      const key = this.#text[this.offset] === '.' ? nameAt(this.#text, this.offset + 1) : null;
      if (key !== null && entries?.has(key) === true) {
        value = entries.get(key) ?? '';
        this.offset += 1 + key.length;
      } else if (this.#text[this.offset] === '[') {
        this.offset++;
        const index = this.#readOperators(0);
        if (!this.#take(']')) this.#fail('a bracket is not closed');
        value =
          (entries === null ? (value as readonly Value[])[Number(index)] : entries.get(textOf(index))) ?? '';
      } else break;
    }
    return value;
  }

  #readArgumentName(): string | null {
    const start = skipBlanks(this.#text, this.offset);
    const name = nameAt(this.#text, start);
    const behind = name === null ? start : skipBlanks(this.#text, start + name.length);
    if (name === null || this.#text[behind] !== '=' || this.#text[behind + 1] === '=') return null;
    this.offset = behind + 1;
    return name;
  }

  #readOperators(level: number, isArgument = false): Value {
    if (level === operators.length) return this.#readSigned(isArgument);
    let value = this.#readOperators(level + 1, isArgument);
    for (;;) {
      this.#peek();
      const operator = operators[level]?.find((one) => this.#text.startsWith(one, this.offset));
      if (operator === undefined || this.failure !== null) return value;
      this.offset += operator.length;
      const settled = (operator === '&&' && !isTrue(value)) || (operator === '||' && isTrue(value));
      if (settled) this.#skipping++;
      const right = this.#readOperators(level + 1);
      if (settled) this.#skipping--;
      value = this.#apply(operator, value, right);
    }
  }

  #apply(operator: string, left: Value, right: Value): Value {
    switch (operator) {
      case '||':
        return truth(isTrue(left) || isTrue(right));
      case '&&':
        return truth(isTrue(left) && isTrue(right));
      case '==':
        return truth(areEqual(left, right));
      case '!=':
        return truth(!areEqual(left, right));
      case '<':
        return truth(compare(left, right) < 0);
      case '<=':
        return truth(compare(left, right) <= 0);
      case '>':
        return truth(compare(left, right) > 0);
      case '>=':
        return truth(compare(left, right) >= 0);
      case '+':
        if (typeof left === 'number' && typeof right === 'number') return this.#number(left + right);
        return this.#joined(textOf(left) + textOf(right));
      default:
        return this.#calculate(operator, numberOf(left), numberOf(right));
    }
  }

  #calculate(operator: string, left: number | null, right: number | null): Value {
    if (left === null || right === null) {
      if (this.#skipping === 0) this.#fail(`\`${operator}\` needs a number on each side`);
      return 0;
    }
    if (operator === '-') return this.#number(left - right);
    if (operator === '*') return this.#number(left * right);
    if (right !== 0) return this.#number(Math.trunc(left / right));
    if (this.#skipping === 0) this.#fail('it divides by 0');
    return 0;
  }

  #number(value: number): Value {
    if (!Number.isSafeInteger(value)) this.#fail('its result is too large a number');
    return value + 0;
  }

  #joined(value: string): Value {
    if (value.length > longestLine) this.#fail(`its result has more than ${longestLine} characters`);
    return this.failure === null ? value : '';
  }

  #readSigned(isArgument: boolean): Value {
    const signs: string[] = [];
    for (let next = this.#peek(); next === '!' || next === '-'; next = this.#peek()) {
      signs.push(next);
      this.offset++;
    }
    let value = this.#readOperand(isArgument);
    for (const sign of signs.toReversed()) {
      value = sign === '!' ? truth(!isTrue(value)) : this.#calculate('-', 0, numberOf(value));
    }
    return value;
  }

  #readOperand(isArgument: boolean): Value {
    if (this.failure !== null) return '';
    const next = this.#peek();
    if (/\d/.test(next)) return this.#readNumber();
    if (next === '"' || next === "'") return this.#readQuoted(next);
    const name = nameAt(this.#text, this.offset);
    if (name !== null) return this.readAccess(this.#readNamed(name, isArgument));
    if (next !== '(' && next !== '[' && next !== '{') {
      this.#fail(next === '' ? 'it ends too early' : `no value begins with \`${next}\``);
      return '';
    }
    if (!this.#context.enter(this.#here())) {
      this.tooDeep = true;
      this.#fail('it is nested too deep');
      return '';
    }
    const value = next === '(' ? this.#readGroup() : next === '[' ? this.#readList() : this.#readObject();
    this.#context.leave();
    return this.readAccess(value);
  }

  #readNumber(): Value {
    const found = /\d+(?:\.\d+)?/y;
    found.lastIndex = this.offset;
    const digits = found.exec(this.#text)?.[0] ?? '';
    this.offset += digits.length;
    const value = Number(digits);
    // PlantUML counts in whole numbers; a fraction is text.
    return Number.isSafeInteger(value) && !digits.includes('.') ? value : digits;
  }

  #readQuoted(mark: string): Value {
    const end = this.#text.indexOf(mark, this.offset + 1);
    if (end < 0) {
      this.#fail(`the text behind \`${mark}\` is not closed`);
      return '';
    }
    const value = this.#text.slice(this.offset + 1, end);
    this.offset = end + 1;
    return value;
  }

  #readGroup(): Value {
    this.offset++;
    const value = this.#readOperators(0);
    if (!this.#take(')')) this.#fail('a parenthesis is not closed');
    return value;
  }

  #readList(): Value {
    const items: Value[] = [];
    this.#readItems(']', () => items.push(this.#readOperators(0)));
    return items;
  }

  #readObject(): Value {
    const entries = new Map<string, Value>();
    this.#readItems('}', () => {
      const key = this.#readOperators(0);
      // The text of an object as the key of another would be twice as long with every level.
      if (typeof key === 'object') this.#fail('a key of JSON is a text');
      else if (!this.#take(':')) this.#fail('a colon is missing in JSON');
      else entries.set(textOf(key), this.#readOperators(0));
    });
    return { entries };
  }

  #readItems(end: string, read: () => void): void {
    const outer = this.#inJson;
    this.#inJson = true;
    this.offset++;
    while (this.failure === null && !this.#take(end)) {
      read();
      if (this.#peek() !== end && !this.#take(',')) this.#fail(`\`${end}\` is missing`);
    }
    this.#inJson = outer;
  }

  /** PlantUML takes a word without a value for the text `undefined`; a word that is an argument was meant as it is. */
  #readNamed(name: string, isArgument: boolean): Value {
    const start = this.offset;
    const { memory } = this.#context;
    this.offset += name.length;
    if (this.#text[this.offset] === '(') return this.#readCall(name, start);
    if (this.#asks === 'defined') return truth(memory.isDefined(name));
    const value = memory.value(name);
    if (value !== undefined) return value;
    const macro = memory.macro(name);
    if (macro !== null && macro.parameters === null) {
      const text = textOf(this.#context.call(macro, nothing, this.#since(start)));
      return numberOf(text) ?? text;
    }
    if (this.#inJson && (name === 'true' || name === 'false')) return name === 'true';
    if (this.#inJson && name === 'null') return null;
    const taken = isArgument ? name : 'undefined';
    if (this.#skipping === 0) {
      this.#context.report('undefined-variable', { name, value: taken }, this.#since(start));
    }
    return taken;
  }

  #readCall(name: string, start: number): Value {
    const macro = this.#context.memory.macro(name);
    if (macro?.unquoted === true) {
      const found = this.#context.callByText(macro, { line: this.#line, start, end: this.offset });
      if (found === null) this.#fail('its parentheses are not closed');
      else this.offset = found.end;
      return found?.value ?? '';
    }
    if (!this.#context.enter(this.#since(start))) {
      this.tooDeep = true;
      this.#fail('it is nested too deep');
      return '';
    }
    const given = this.readArguments();
    this.#context.leave();
    if (this.failure !== null || this.#skipping > 0) return '';
    const at = this.#since(start);
    if (macro !== null) return this.#context.call(macro, given, at);
    return this.#context.callBuiltin(name, given, at) ?? this.#text.slice(start, this.offset);
  }

  #since(start: number): Site {
    return { line: this.#line, start, end: this.offset };
  }

  #here(): Site {
    return { line: this.#line, start: this.offset, end: this.#text.length };
  }

  /** The next character that is not blank; empty at the end. */
  #peek(): string {
    this.offset = skipBlanks(this.#text, this.offset);
    return this.#text[this.offset] ?? '';
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.offset++;
    return true;
  }

  #fail(reason: string): void {
    this.failure ??= reason;
  }
}

const nothing: Given = { positional: [], named: new Map() };

function entriesOf(value: Value): ReadonlyMap<string, Value> {
  return (value as { readonly entries: ReadonlyMap<string, Value> }).entries;
}

/** Numbers by size, all else by the order of its characters. */
function compare(a: Value, b: Value): number {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== null && right !== null) return left - right;
  const first = textOf(a);
  const second = textOf(b);
  return first === second ? 0 : first < second ? -1 : 1;
}
