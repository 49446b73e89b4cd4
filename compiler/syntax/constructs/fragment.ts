import type { Construct, Reading } from '../construct.ts';
import type { FragmentOperator } from '../diagram.ts';
import { wordTable } from '../word-table.ts';

const severalOperands: readonly FragmentOperator[] = [
  'alt',
  'par',
  'group',
  'opt',
  'neg',
  'strict',
  'seq',
  'assert',
];
/** PlantUML draws an `else` in these, too: a line between two parts that follow each other. */
const dividedOperands: readonly FragmentOperator[] = ['loop', 'break', 'critical'];
const wsdSeveral: readonly FragmentOperator[] = ['alt', 'par', 'group'];

/** What opens a fragment in PlantUML. */
export const plantumlKeywords: ReadonlySet<string> = new Set([
  'alt',
  'opt',
  'loop',
  'par',
  'par2',
  'break',
  'critical',
  'group',
  'partition',
]);

/** `alt#gold #white label`, and the other operators of PlantUML. */
export const plantumlFragment: Construct = {
  name: 'fragment',
  begins: ['&', 'alt', 'opt', 'loop', 'par', 'break', 'critical', 'group', 'partition'],
  read({ text }) {
    const head = /^(&?\s*)(alt|opt|loop|par2|par|break|critical|group|partition)(?=[\s#]|$)/i.exec(text);
    if (head === null) return null;
    const keyword = head[2] as string;
    const { decoration, label } = splitColors(text.slice(head[0].length));
    return open(plantumlOperator(keyword.toLowerCase()), keyword, label, decoration, head[1] !== '');
  },
};

/** `else label`, or `also`, which PlantUML takes for the same. */
export const plantumlElse: Construct = {
  name: 'else',
  begins: ['else', 'also'],
  read({ text }) {
    const head = /^(?:else|also)(?=[\s#]|$)/i.exec(text);
    if (head === null) return null;
    return {
      kind: 'else',
      keyword: head[0],
      operators: severalOperands,
      tolerated: dividedOperands,
      ...splitColors(text.slice(head[0].length)),
    };
  },
};

/** `end`, followed by anything; `end box` closes a box. */
export const plantumlEnd: Construct = {
  name: 'end',
  begins: ['end'],
  read({ text }) {
    if (/^end\s?box$/i.test(text)) return { kind: 'end', closes: 'box' };
    return /^end(?:\s|$)/i.test(text) ? { kind: 'end', closes: 'fragment' } : null;
  },
};

/** `box "In" #LightBlue`: holds participants. */
export const plantumlBox: Construct = {
  name: 'box',
  begins: ['&', 'box'],
  read({ text }) {
    const head = /^(?:&\s*)?(box)(?=\s|$)/i.exec(text);
    if (head === null) return null;
    const rest = text.slice(head[0].length).trim();
    const color = /(?:^|\s)#\w+$/.exec(rest);
    const written = (color === null ? rest : rest.slice(0, color.index)).trim();
    const label = /^"([^"]*)"$/.exec(written)?.[1] ?? written;
    return open('box', head[1] as string, label, color === null ? '' : color[0].trim());
  },
};

const sdoOperators: Readonly<Record<string, FragmentOperator>> = wordTable({
  alt: 'alt',
  opt: 'opt',
  loop: 'loop',
  par: 'par',
  break: 'break',
  critical: 'critical',
  group: 'group',
  seq: 'seq',
  strict: 'strict',
  neg: 'neg',
  ignore: 'ignore',
  consider: 'consider',
  assert: 'assert',
  region: 'region',
  'expandable+': 'expandable',
  'expandable-': 'expandable',
  expandable: 'expandable',
  participantgroup: 'box',
  // Drawn around what the other interaction does; `ref over A` without it is a construct of its own.
  ref: 'group',
});

const wsdKeywords: readonly string[] = ['alt', 'opt', 'loop', 'par', 'group'];

/** `strict#color #color label`, and the other operators of SDO, which has all of UML. */
export const sdoFragment: Construct = {
  name: 'fragment',
  begins: Object.keys(sdoOperators),
  read({ text }) {
    const head = /^(expandable[+-]?|[a-z]+)(?=[\s#]|$)/i.exec(text);
    const operator = sdoOperators[head?.[1]?.toLowerCase() ?? ''];
    if (head === null || operator === undefined) return null;
    const { decoration, label } = splitColors(text.slice(head[0].length));
    return open(operator, head[1] as string, label, decoration);
  },
};

/** `alt label`: the five operators of WSD, in any case. */
export const wsdFragment: Construct = {
  name: 'fragment',
  begins: wsdKeywords,
  read({ text }) {
    const head = /^([a-z]+)(?=\s|$)/i.exec(text);
    const keyword = head?.[1]?.toLowerCase() ?? '';
    const operator = wsdKeywords.includes(keyword) ? sdoOperators[keyword] : undefined;
    if (head === null || operator === undefined) return null;
    return open(operator, head[0], text.slice(head[0].length).trim(), '');
  },
};

/** `else label`, in WSD. */
export const wsdElse: Construct = {
  name: 'else',
  begins: ['else'],
  read({ text }) {
    const keyword = /^else(?=\s|$)/i.exec(text)?.[0];
    if (keyword === undefined) return null;
    const label = text.slice(keyword.length).trim();
    return { kind: 'else', keyword, operators: wsdSeveral, tolerated: [], label, decoration: '' };
  },
};

/** `else#color label`, in SDO, which draws it in every fragment; `thread` in a `par`. */
export const sdoElse: Construct = {
  name: 'else',
  begins: ['else', 'thread'],
  read({ text }) {
    const keyword = /^(?:else|thread)(?=[\s#]|$)/i.exec(text)?.[0];
    if (keyword === undefined) return null;
    const isThread = keyword.toLowerCase() === 'thread';
    return {
      kind: 'else',
      keyword,
      operators: isThread ? ['par'] : severalOperands,
      tolerated: isThread ? [] : dividedOperands,
      ...splitColors(text.slice(keyword.length)),
    };
  },
};

/** `end`, in WSD and SDO. */
export const wsdEnd: Construct = {
  name: 'end',
  begins: ['end'],
  read: ({ text }) => (/^end$/i.test(text) ? { kind: 'end', closes: 'any' } : null),
};

function open(
  operator: FragmentOperator,
  keyword: string,
  label: string,
  decoration: string,
  parallel = false,
): Reading {
  const named = operator === 'group' ? namedOperator(label) : null;
  return { kind: 'open', operator: named ?? operator, keyword, label, decoration, parallel };
}

/** `group neg …`: PlantUML has no keyword for these operators, so authors write them as the name of a group. */
export function namedOperator(label: string): FragmentOperator | null {
  const found = /^(?:(neg)\b|(strict|seq|assert)$|(ignore|consider)\s*\{)/i.exec(label);
  const word = found?.[1] ?? found?.[2] ?? found?.[3];
  return word === undefined ? null : (word.toLowerCase() as FragmentOperator);
}

function plantumlOperator(keyword: string): FragmentOperator {
  switch (keyword) {
    case 'par2':
      return 'par';
    case 'partition':
      return 'group';
    default:
      return keyword as FragmentOperator;
  }
}

/** Up to two colours at the start: that of the head, directly behind the keyword, and that of the body. */
function splitColors(rest: string): { decoration: string; label: string } {
  const label = rest.trim();
  if (!label.startsWith('#')) return { decoration: '', label };
  const colors = /^(?:#[^\s]+)?(?:\s+#[^\s]+)?/.exec(rest)?.[0] ?? '';
  return { decoration: colors.trim(), label: rest.slice(colors.length).trim() };
}
