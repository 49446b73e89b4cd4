import { scanMermaidArrow } from '../arrows/mermaid-arrow.ts';
import { isColorName } from '../color-names.ts';
import type { Construct } from '../construct.ts';
import type { FragmentOperator } from '../diagram.ts';
import { skipBlanks } from '../names.ts';
import { wordTable } from '../word-table.ts';
import { reportBoxed } from './mermaid-rejects.ts';
import { readText } from './mermaid-text.ts';

const operators: Readonly<Record<string, FragmentOperator>> = wordTable({
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
});

/** `alt label` and its kin, in Mermaid. */
export const mermaidFragment: Construct = {
  name: 'fragment',
  begins: Object.keys(operators),
  read(line, reader) {
    const { text } = line;
    const keyword = /^[a-z_]+(?=[\s:]|$)/i.exec(text)?.[0] ?? '';
    const operator = operators[keyword.toLowerCase()];
    if (operator === undefined) return null;
    const common = { kind: 'open', operator, keyword, parallel: false } as const;
    const offset = skipBlanks(text, keyword.length);
    if (isName(text, offset)) return null;
    reportBoxed(line, reader);
    // What stands behind `rect` is its colour, and nothing else.
    if (operator === 'rect') return { ...common, label: '', decoration: text.slice(offset) };
    if (operator === 'box') {
      const color = boxColor(text.slice(offset));
      const { text: label, wrap } = readText(line, offset + color.length, reader);
      return { ...common, label, decoration: [color, wrap].filter((part) => part !== '').join(' ') };
    }
    const { text: label, wrap } = readText(line, offset, reader);
    return { ...common, label, decoration: wrap };
  },
};

/** `loop ->> B: x`: an arrow directly behind a keyword shows that a participant was meant, whose name Mermaid does not take. */
function isName(text: string, behind: number): boolean {
  return scanMermaidArrow(text, behind) !== null && text.includes(':', behind);
}

/** The colour that a box begins with; another word belongs to its title. */
function boxColor(text: string): string {
  const functional = /^(?:rgba?|hsla?)\s*\([^)]*\)/i.exec(text)?.[0];
  if (functional !== undefined) return functional;
  const word = /^[a-z]+(?=\s|$)/i.exec(text)?.[0] ?? '';
  return isColorName(word) ? word : '';
}

const operandOf: Readonly<Record<string, FragmentOperator>> = wordTable({
  else: 'alt',
  option: 'alt',
  and: 'par',
});

/** What Mermaid calls the further operands of a fragment; null when it has only one. */
export function operandWord(keyword: string): string | null {
  return operandWords[keyword.toLowerCase()] ?? null;
}

const operandWords: Readonly<Record<string, string>> = wordTable({
  alt: 'else',
  par: 'and',
  par_over: 'and',
  critical: 'option',
});

/** `else` in an `alt`, `and` in a `par`, `option` in a `critical`. */
export const mermaidElse: Construct = {
  name: 'else',
  begins: Object.keys(operandOf),
  read(line, reader) {
    const keyword = /^(?:else|and|option)(?=[\s:]|$)/i.exec(line.text)?.[0];
    const operator = operandOf[keyword?.toLowerCase() ?? ''];
    if (keyword === undefined || operator === undefined) return null;
    if (isName(line.text, skipBlanks(line.text, keyword.length))) return null;
    const { text: label, wrap } = readText(line, keyword.length, reader);
    return { kind: 'else', keyword, operators: [operator], tolerated: [], label, decoration: wrap };
  },
};

/** `end`, in Mermaid, which lets a comment stand behind it. */
export const mermaidEnd: Construct = {
  name: 'end',
  begins: ['end'],
  read: ({ text }) => (/^end(?:\s*(?:%%|#).*)?$/i.test(text) ? { kind: 'end', closes: 'any' } : null),
};
