import type { Dialect } from './diagram.ts';
import { nearest } from './nearest.ts';

/** What to do about a line that fits no construct, where we can tell; null otherwise. */
export function suggest(line: string, dialect: Dialect): string | null {
  // What can be told is told by the beginning; the patterns may be slow on more.
  const text = line.slice(0, 200);
  for (const { pattern, only, advice } of advices) {
    if ((only === null || only.includes(dialect)) && pattern.test(text)) return advice;
  }
  const word = /^[a-z]{4,}(?=[\s#]|$)/i.exec(text)?.[0].toLowerCase();
  const keyword = word === undefined ? null : nearest(word, keywords[dialect]);
  return keyword === null ? null : `did you mean \`${keyword}\`?`;
}

interface Advice {
  readonly pattern: RegExp;
  /** The dialects that it is for; null for all of them. */
  readonly only: readonly Dialect[] | null;
  readonly advice: string;
}

const advices: readonly Advice[] = [
  {
    pattern: /^and(?:\s|$)/i,
    only: ['plantuml', 'wsd', 'sdo'],
    advice: 'did you mean `else`? `and` is what Mermaid writes',
  },
  { pattern: /^end[ _]?(?:if|alt|opt|loop|par|group|break)\b/i, only: null, advice: 'did you mean `end`?' },
  { pattern: /^els(?:e\s?if|if|e:)/i, only: null, advice: 'did you mean `else`?' },
  {
    pattern: /^return\b/i,
    only: ['plantuml'],
    advice: 'nothing is active and no message was drawn before: there is nowhere to return to',
  },
  {
    pattern: /^sequenceDiagram$/,
    only: ['plantuml'],
    advice: 'Mermaid begins like this: remove it, or `@startuml` and `@enduml` around it',
  },
  { pattern: /^%%/, only: ['plantuml'], advice: "a comment begins with `'`" },
  { pattern: /^(?:#|\/\/)/, only: ['plantuml'], advice: "a comment begins with `'`" },
  { pattern: /^'/, only: ['wsd', 'sdo'], advice: 'a comment begins with `#`' },
  { pattern: /[→⟶]|—>|=>|‑>/, only: null, advice: 'an arrow is written `->`' },
  {
    pattern: /->>?[+]/,
    only: ['plantuml'],
    advice: 'an activation is written behind the receiver: `A -> B ++`',
  },
  {
    pattern: /^[\w.@]+\s*<?-+>?>?\s*[\w.@]+\s+[^:]+$/,
    only: ['plantuml'],
    advice: 'a label follows a colon: `A -> B : label`',
  },
  {
    pattern: /^(?:note|hnote|rnote)\s.*\w\s*,\s*\w+\s*,/i,
    only: ['plantuml'],
    advice: 'a note lies over one or two lifelines',
  },
  {
    pattern: /->>?\s*[^\s:{]+\s*\{[^{}\s]+\}/,
    only: ['plantuml'],
    advice: 'an anchor stands before the message: `{start} A -> B : label`',
  },
  {
    pattern: /-+>>?/,
    only: ['plantuml'],
    advice: 'put names with blanks or other characters in quotes: `"my app" -> B`',
  },
  {
    pattern: /^note\b/i,
    only: null,
    advice: 'a note needs a place: `note over A: text`, `note left of A: text`',
  },
  { pattern: /^[^:]*-+>>?[^:]*$/, only: ['wsd', 'sdo'], advice: 'a message needs a colon: `A->B: label`' },
  {
    pattern: /^[^:-]*<-/,
    only: ['mermaid'],
    advice: 'Mermaid draws no arrow to the left: write the sender first, `B->>A: label`',
  },
  {
    pattern: /^[^:]*-+(?:>|x|\))[^:]*$/,
    only: ['mermaid'],
    advice: 'a message needs a colon: `A->>B: label`',
  },
  { pattern: /-+(?:>|x|\))/, only: ['mermaid'], advice: 'a name holds none of `+ < > : ,`' },
  {
    pattern: /^(?:group|partition)\b/i,
    only: ['mermaid'],
    advice: 'Mermaid has no group: `rect` draws a frame',
  },
];

const common: readonly string[] = [
  'participant',
  'actor',
  'boundary',
  'control',
  'entity',
  'database',
  'note',
  'loop',
  'group',
  'else',
  'title',
  'activate',
  'deactivate',
  'destroy',
  'autonumber',
];
const plantuml: readonly string[] = [
  ...common,
  'collections',
  'queue',
  'break',
  'critical',
  'create',
  'return',
  'skinparam',
  'newpage',
  'hnote',
  'rnote',
  'also',
];

const keywords: { readonly [Name in Dialect]: readonly string[] } = {
  plantuml,
  wsd: [...common, 'state'],
  sdo: [
    ...common,
    'break',
    'critical',
    'strict',
    'assert',
    'ignore',
    'consider',
    'region',
    'state',
    'participantgroup',
  ],
  mermaid: [...common, 'critical', 'option', 'break', 'rect', 'create', 'links', 'link'],
};
