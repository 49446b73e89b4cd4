import type { Construct } from '../construct.ts';
import type { FragmentOperator } from '../diagram.ts';

const operators: Readonly<Record<string, FragmentOperator>> = {
  alt: 'alt',
  opt: 'opt',
  loop: 'loop',
  par: 'par',
  par_over: 'par',
  break: 'break',
  rect: 'rect',
  box: 'box',
  // "Must succeed; these are the ways in which it can fail": a choice, not UML's critical region.
  critical: 'alt',
};

/** `alt label` and its kin, in Mermaid. */
export const mermaidFragment: Construct = {
  name: 'fragment',
  read({ text }) {
    const head = /^([a-z_]+)(?=\s|$)/i.exec(text);
    const keyword = head?.[0] ?? '';
    const operator = operators[keyword.toLowerCase()];
    if (operator === undefined) return null;
    const rest = text.slice(keyword.length).trim();
    const color =
      operator === 'box' || operator === 'rect'
        ? (/^(?:rgba?|hsla?)\([^)]*\)|^transparent\b/i.exec(rest)?.[0] ?? '')
        : '';
    return { kind: 'open', operator, keyword, label: rest.slice(color.length).trim(), decoration: color };
  },
};

const operandOf: Readonly<Record<string, FragmentOperator>> = { else: 'alt', option: 'alt', and: 'par' };

/** What Mermaid calls the further operands of a fragment; null when it has only one. */
export function operandWord(keyword: string): string | null {
  return operandWords[keyword.toLowerCase()] ?? null;
}

const operandWords: Readonly<Record<string, string>> = {
  alt: 'else',
  par: 'and',
  par_over: 'and',
  critical: 'option',
};

/** `else` in an `alt`, `and` in a `par`, `option` in a `critical`. */
export const mermaidElse: Construct = {
  name: 'else',
  read({ text }) {
    const keyword = /^(?:else|and|option)(?=\s|$)/i.exec(text)?.[0];
    const operator = operandOf[keyword?.toLowerCase() ?? ''];
    if (keyword === undefined || operator === undefined) return null;
    const label = text.slice(keyword.length).trim();
    return { kind: 'else', keyword, operators: [operator], tolerated: [], label, decoration: '' };
  },
};

/** `end`, in Mermaid, which lets a comment stand behind it. */
export const mermaidEnd: Construct = {
  name: 'end',
  read: ({ text }) => (/^end(?:\s*%%.*)?$/i.test(text) ? { kind: 'end', closes: 'any' } : null),
};
