import { normaliseLabel } from '../interaction/label.ts';
import { nearest } from '../syntax/nearest.ts';
import { parseDuration } from '../text/duration.ts';
import type { Invariant, Rule, Scope, Within } from './invariant.ts';
import type { MessagePattern, SinglePattern } from './message-pattern.ts';

/** Why a text is no invariant: lower case, no full stop, and from where to where that is, in the text. */
export interface NotRead {
  readonly reason: string;
  readonly suggestion: string | null;
  readonly start: number;
  readonly end: number;
}

/** Reads an invariant such as `"pay" before "ship"`, or tells why it is none. */
export function readInvariant(text: string): Invariant | NotRead {
  try {
    return { text: text.trim().replace(/\s+/g, ' '), rule: new Reader(text).whole() };
  } catch (error) {
    if (error instanceof Unread) return error.why;
    throw error;
  }
}

/** Longer ones are not read, and nobody counts further. */
const charactersMax = 1_000;
const countMax = 1_000;

class Unread extends Error {
  readonly why: NotRead;

  constructor(why: NotRead) {
    super(why.reason);
    this.why = why;
  }
}

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words of the language; a label that is one of them stands in quotation marks. */
const keywords = [
  'before',
  'never',
  'after',
  'until',
  'between',
  'and',
  'or',
  'responds',
  'to',
  'within',
  'exactly',
  'at',
  'most',
  'least',
  'once',
  'twice',
  'times',
  'while',
  'send',
  'receive',
] as const;

type Keyword = (typeof keywords)[number];

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /"[^"]*"|'[^']*'/y],
  ['sign', /-{1,2}>{1,2}|→|[*:]/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['word', /[\p{L}_$][\p{L}\p{N}_$]*(?:[.-][\p{L}\p{N}_$]+)*/uy],
];

function tokensOf(text: string): readonly Token[] {
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
      tokens.push({ kind, text: found, start: at, end: at + found.length });
      at += found.length;
      continue next;
    }
    const open = /^["'“”]/.test(text.slice(at));
    throw new Unread({
      reason: open
        ? 'what begins with this quotation mark does not end with the same'
        : `\`${text.slice(at, at + 1)}\` has no meaning here`,
      suggestion: null,
      start: at,
      end: open ? text.length : at + 1,
    });
  }
  return tokens;
}

/** Recursive descent, one method a rule of the grammar in README.md. */
class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    if (text.length > charactersMax) {
      const reason = `it is longer than ${charactersMax} characters`;
      throw new Unread({ reason, suggestion: null, start: 0, end: text.length });
    }
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  whole(): Rule {
    const rule = this.#rule();
    if (this.#token().kind !== 'end') throw this.#expected('the end');
    return rule;
  }

  #rule(): Rule {
    if (this.#takes('never')) return { kind: 'absence', of: this.#messages(), scope: this.#scope() };
    if (this.#takes('exactly')) {
      const times = this.#times();
      return { kind: 'count', of: this.#messages(), min: times, max: times };
    }
    if (this.#takes('at')) {
      const bound = this.#takesOneOf('most', 'least');
      const times = this.#times();
      const of = this.#messages();
      return bound === 'most'
        ? { kind: 'count', of, min: 0, max: times }
        : { kind: 'count', of, min: times, max: Number.POSITIVE_INFINITY };
    }
    const first = this.#messages('a message, `never`, `exactly`, `at most` or `at least`');
    switch (this.#takesOneOf('before', 'responds', 'while')) {
      case 'before':
        return { kind: 'precedence', first, second: this.#messages() };
      case 'responds':
        this.#takesOneOf('to');
        return { kind: 'response', by: first, to: this.#messages(), within: this.#within() };
      case 'while':
        return {
          kind: 'while',
          what: first,
          from: this.#messages(),
          until: this.#takes('until') ? this.#messages() : null,
        };
    }
  }

  #scope(): Scope {
    if (this.#takes('before')) return { kind: 'before', end: this.#messages() };
    if (this.#takes('after')) {
      const start = this.#messages();
      return { kind: 'after', start, end: this.#takes('until') ? this.#messages() : null };
    }
    if (this.#takes('between')) {
      const start = this.#messages();
      this.#takesOneOf('and');
      return { kind: 'between', start, end: this.#messages() };
    }
    if (this.#token().kind !== 'end') throw this.#expected('the end', 'before', 'after', 'between');
    return { kind: 'always' };
  }

  #within(): Within | null {
    if (!this.#takes('within')) return null;
    const { start } = this.#token();
    const text = this.#text.slice(start).trim();
    this.#next = this.#tokens.length;
    const count = /^(\d+)\s+messages?$/.exec(text)?.[1];
    if (count !== undefined) return { kind: 'messages', count: this.#whole(Number(count), start) };
    const ms = parseDuration(text);
    if (ms !== null) return { kind: 'time', ms };
    const reason =
      text === ''
        ? 'how soon is missing behind `within`'
        : `\`${text}\` is neither a duration nor a number of messages`;
    throw new Unread({ reason, suggestion: null, start, end: Math.max(start, this.#text.trimEnd().length) });
  }

  /** `once`, `twice`, `3 times` */
  #times(): number {
    if (this.#takes('once')) return 1;
    if (this.#takes('twice')) return 2;
    const token = this.#token();
    if (token.kind !== 'number') throw this.#expected('`once`, `twice` or `3 times`', 'once', 'twice');
    this.#next += 1;
    this.#takesOneOf('times');
    return this.#whole(Number(token.text), token.start);
  }

  #whole(count: number, start: number): number {
    if (Number.isInteger(count) && count >= 1 && count <= countMax) return count;
    const reason = `\`${count}\` is no whole number from 1 to ${countMax}`;
    throw new Unread({ reason, suggestion: null, start, end: this.#tokens.at(-1)?.end ?? start });
  }

  /** One pattern, or several with `or` in between. */
  #messages(expected: string = 'a message'): MessagePattern {
    const found = [this.#message(expected)];
    while (this.#takes('or')) found.push(this.#message('a message'));
    return found;
  }

  /** `"pay"`, `pay`, `Shop -> Bank`, `send Shop -> * : pay`, `*` */
  #message(expected: string): SinglePattern {
    const { start } = this.#token();
    const moment = this.#takes('send') ? 'send' : this.#takes('receive') ? 'receive' : 'happens';
    const first = this.#name();
    if (first === null) throw this.#expected(moment === 'happens' ? expected : 'a message');
    const pattern = this.#isArrow() ? this.#ends(first) : { from: null, to: null, label: labelOf(first) };
    return { moment, ...pattern, start, end: this.#tokens[this.#next - 1]?.end ?? start };
  }

  #ends(from: Token): Pick<SinglePattern, 'from' | 'to' | 'label'> {
    this.#next += 1;
    const to = this.#name();
    if (to === null) throw this.#expected('a lifeline or `*`');
    const hasColon = this.#token().text === ':';
    if (hasColon) this.#next += 1;
    const label = this.#name();
    if (label === null && hasColon) throw this.#expected('a label');
    return { from: nameOf(from), to: nameOf(to), label: label === null ? null : labelOf(label) };
  }

  #isArrow(): boolean {
    const { kind, text } = this.#token();
    return kind === 'sign' && text !== ':' && text !== '*';
  }

  /** A word that is none of the language, a text in quotation marks, or `*`; null when something else stands there. */
  #name(): Token | null {
    const token = this.#token();
    const isName =
      token.kind === 'text' || token.text === '*' || (token.kind === 'word' && !isKeyword(token.text));
    if (!isName) return null;
    this.#next += 1;
    return token;
  }

  #takes(keyword: Keyword): boolean {
    const { kind, text } = this.#token();
    if (kind !== 'word' || text !== keyword) return false;
    this.#next += 1;
    return true;
  }

  #takesOneOf<Word extends Keyword>(...words: readonly Word[]): Word {
    const found = words.find((word) => this.#takes(word));
    if (found !== undefined) return found;
    throw this.#expected(words.map((word) => `\`${word}\``).join(', '), ...words);
  }

  #expected(what: string, ...words: readonly Keyword[]): Unread {
    const { kind, text, start, end } = this.#token();
    const said =
      words.length === 0 || what !== 'the end'
        ? what
        : `the end, ${words.map((word) => `\`${word}\``).join(', ')}`;
    return new Unread({
      reason: kind === 'end' ? `${said} is missing at its end` : `\`${text}\` stands where ${said} belongs`,
      suggestion: kind === 'word' ? nearest(text.toLowerCase(), words) : null,
      start,
      end,
    });
  }

  #token(): Token {
    const { length } = this.#text.trimEnd();
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', start: length, end: length };
  }
}

function isKeyword(text: string): boolean {
  return keywords.some((keyword) => keyword === text);
}

function nameOf({ kind, text }: Token): string | null {
  if (text === '*') return null;
  return kind === 'text' ? text.slice(1, -1) : text;
}

/** The parts of a label between its `*`; `\*` is the character. */
function labelOf({ kind, text }: Token): SinglePattern['label'] {
  if (text === '*') return null;
  const written = kind === 'text' ? text.slice(1, -1) : text;
  const parts = written.split(/(?<!\\)\*/);
  if (parts.length === 1) return [normaliseLabel(written.replaceAll('\\*', '*'))];
  return parts.map((part) => part.replaceAll('\\*', '*').replace(/\s+/g, ' '));
}
