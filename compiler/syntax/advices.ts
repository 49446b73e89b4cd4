import type { Dialect } from './diagram.ts';
import { isWord } from './names.ts';
import {
  quoteDeclared,
  type Rewritten,
  rewriteArrow,
  rewriteEnd,
  rewriteMermaidArrow,
  rewriteQuotes,
  type Surroundings,
} from './rewrites.ts';

/** A mistake that people make, by how the line looks, and what to do about it. */
export interface Advice {
  readonly pattern: RegExp;
  /** The dialects that it is for; null for all of them. */
  readonly only: readonly Dialect[] | null;
  readonly advice: string;
  /** What was meant, where it can be told from the line; absent where it cannot. */
  readonly rewrite?: (line: string, around: Surroundings) => Rewritten | null;
}

const free = ['wsd', 'sdo'] as const;

/** In the order in which they are tried: the first that fits is given. */
export const advices: readonly Advice[] = [
  {
    pattern: /^and(?:\s|$)/i,
    only: ['plantuml', ...free],
    advice: 'did you mean `else`? `and` is what Mermaid writes',
    rewrite: (line) => certainly(line.replace(/^and/i, 'else')),
  },
  {
    pattern: /^end[ _]?(?:if|alt|opt|loop|par|group|break|critical|rect)\b/i,
    only: null,
    advice: 'did you mean `end`?',
    rewrite: rewriteEnd,
  },
  {
    pattern: /^(?:els(?:e\s?if|if|e:)|elif)/i,
    only: null,
    advice: 'did you mean `else`?',
    rewrite: (line) => certainly(line.replace(/^(?:else?if|elsif|elif|else\s*:)\s*/i, 'else ').trim()),
  },
  {
    pattern: /^return\b/i,
    only: ['plantuml'],
    advice: 'nothing is active and no message was drawn before: there is nowhere to return to',
  },
  {
    pattern: /^return\b/i,
    only: ['mermaid', ...free],
    advice: 'only PlantUML has `return`: draw the reply from its sender, as `B-->>A: label`',
  },
  {
    pattern: /^sequenceDiagram$/,
    only: ['plantuml'],
    advice: 'Mermaid begins like this: remove it, or `@startuml` and `@enduml` around it',
  },
  {
    pattern: /^(?:%%|#|\/\/)/,
    only: ['plantuml'],
    advice: "a comment begins with `'`",
    rewrite: (line) => asComment(line, "'"),
  },
  {
    pattern: /^(?:'|%%)/,
    only: free,
    advice: 'a comment begins with `#`',
    rewrite: (line) => asComment(line, '#'),
  },
  {
    pattern: /^(?:'|#|\/\/)/,
    only: ['mermaid'],
    advice: 'a comment begins with `%%`',
    rewrite: (line) => asComment(line, '%%'),
  },
  {
    pattern: /^[^:]*(?:&lt;-|-&gt)/,
    only: null,
    advice: 'the arrow was pasted from HTML: it is written `->`, not `-&gt;`',
    rewrite: (line) => certainly(line.replaceAll('&gt;', '>').replaceAll('&lt;', '<')),
  },
  {
    pattern: /^[^:]*[→⟶⟵←]|^[^:]*(?:[—–‑]+>|=+>|~+>|\.+-?>)/,
    only: null,
    advice: 'an arrow is written with hyphens, `->`',
    rewrite: rewriteArrow,
  },
  {
    pattern: /^[^:]*-\s+>|^[^:]*<\s+-/,
    only: null,
    advice: 'an arrow has no blank in it: `->`',
    rewrite: (line) => certainly(line.replace(/-\s+>/, '->').replace(/<\s+-/, '<-')),
  },
  {
    pattern: /^[^:]*(?:-[x)]|-{1,2}>>?\s*-)\s*[\w"]/,
    only: ['plantuml'],
    advice:
      'Mermaid writes like this; in PlantUML the sender is deactivated by `A -> B --`, a message is lost by `A ->x B`, and `A ->> B` is asynchronous',
    rewrite: rewriteMermaidArrow,
  },
  {
    pattern: /->>?\s*[+]/,
    only: ['plantuml'],
    advice: 'an activation is written behind the receiver: `A -> B ++`',
    rewrite: (line) => perhaps(line.replace(/^([^-<:]+-+>>?)\s*\+\s*([^\s:]+)/, '$1 $2 ++')),
  },
  {
    pattern: /^[\w.@]+\s*(?:<-+>?|-+>>?)\s*[\w.@]+\s+[^:]+$/,
    only: ['plantuml'],
    advice: 'a label follows a colon: `A -> B : label`',
    rewrite: (line, { isKnown }) => {
      const [, left = '', arrow = '', right = '', label = ''] =
        /^([\w.@]+)(\s*<?-+>?>?\s*)([\w.@]+)\s+(.*)$/.exec(line) ?? [];
      return { text: `${left}${arrow}${right} : ${label}`, certain: isKnown(left) && isKnown(right) };
    },
  },
  {
    pattern: /^(?:note|hnote|rnote)\s.*\w\s*,\s*\w+\s*,/i,
    only: ['plantuml', 'mermaid'],
    advice: 'a note lies over one or two lifelines: name the first and the last',
    rewrite: (line) => perhaps(line.replace(/^(\w+\s+over\s+[^,:]+),[^:]*,([^,:]+)/i, '$1,$2')),
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
    rewrite: rewriteQuotes,
  },
  {
    pattern: /^(?:participant|actor|boundary|control|entity|database|collections|queue)\s+[^"“«]/i,
    only: ['plantuml'],
    advice: 'put names with blanks or other characters in quotes: `participant "my app" as app`',
    rewrite: (line) => withoutSemicolon(line) ?? quoteDeclared(line),
  },
  {
    pattern: /;$/,
    only: ['plantuml'],
    advice: 'a line ends without a `;`',
    rewrite: withoutSemicolon,
  },
  {
    pattern: /^(?:activate|deactivate|destroy|create)$/i,
    only: null,
    advice: 'it needs the name of a lifeline',
  },
  {
    pattern: /^if\b/i,
    only: null,
    advice: 'did you mean `alt`?',
    rewrite: (line) => perhaps(line.replace(/^if\b/i, 'alt')),
  },
  {
    pattern: /^(?:while|for|foreach|repeat)\b/i,
    only: null,
    advice: 'did you mean `loop`?',
    rewrite: (line) => perhaps(`loop ${line}`),
  },
  {
    pattern: /^==.*==$/,
    only: ['mermaid'],
    advice: 'Mermaid has no dividers: write a note, `note over A,B: text`',
  },
  {
    pattern: /^(?:\.{3}|…)/,
    only: ['mermaid'],
    advice: 'Mermaid has no delays: write a note, `note over A,B: 5 minutes later`',
  },
  {
    pattern: /^ref\s+over\b/i,
    only: ['mermaid'],
    advice: 'Mermaid has no `ref`: draw what happens there, or write a note',
  },
  {
    pattern: /^(?:left|right)\s+of\b|^(?:over)\b/i,
    only: null,
    advice: 'a note begins with its keyword: `note over A: text`',
    rewrite: (line) => certainly(`note ${line}`),
  },
  {
    pattern: /^note\s+(?:over|left of|right of)\s+[^:]+$/i,
    only: ['mermaid'],
    advice: 'a note of Mermaid is one line: `note over A: text<br/>text`',
  },
  {
    pattern: /^note\b/i,
    only: null,
    advice: 'a note needs a place: `note over A: text`, `note left of A: text`',
  },
  {
    pattern: /^[^:]*-+>>?[^:]*$/,
    only: free,
    advice: 'a message needs a colon: `A->B: label`',
    rewrite: (line, { isKnown }) => {
      const [, left = '', right = ''] = /^([^-]+?)\s*-+>>?[+*-]?\s*(.+)$/.exec(line) ?? [];
      return { text: `${line}:`, certain: isKnown(left) && isWord(right) };
    },
  },
  {
    pattern: /^[^-<>:]+-{1,2}[^-<>:]+:/,
    only: free,
    advice: 'an arrow has a head: `A->B: label`',
    rewrite: (line) => perhaps(line.replace(/-{1,2}/, '$&>')),
  },
  {
    pattern: /^-+>|->>?\s*:/,
    only: free,
    advice: 'a message has a name at both ends: `A->B: label`',
  },
  {
    pattern: /^[^:-]*<-/,
    only: ['mermaid'],
    advice: 'Mermaid draws no arrow to the left: write the sender first, `B->>A: label`',
    rewrite: (line) => certainly(line.replace(/^([^:<]+?)\s*<{1,2}(-{1,2})\s*([^:+>-]+?)\s*:/, '$3$2>>$1:')),
  },
  {
    pattern: /^[^:]*-{3,}>/,
    only: ['mermaid'],
    advice: 'an arrow of Mermaid has one hyphen or two: `->>`, `-->>`',
    rewrite: (line) => certainly(line.replace(/-{3,}>/, '-->')),
  },
  {
    pattern: /^[^:]*-{1,2}>{3,}/,
    only: ['mermaid'],
    advice: 'an arrow of Mermaid has one head or two: `->>`',
    rewrite: (line) => certainly(line.replace(/>{3,}/, '>>')),
  },
  {
    pattern: /^[^:]*-+(?:>|x|\))[^:]*$/,
    only: ['mermaid'],
    advice: 'a message needs a colon: `A->>B: label`',
    rewrite: (line, { isKnown }) => {
      const found = /^([^-]+?\s*-{1,2}(?:>>?|x|\))[+-]?\s*)(\S+)\s*(.*)$/.exec(line);
      if (found === null) return null;
      const [, start = '', name = '', label = ''] = found;
      return {
        text: `${start}${name}:${label === '' ? '' : ` ${label}`}`,
        certain: label === '' || isKnown(name),
      };
    },
  },
  { pattern: /-+(?:>|x|\))/, only: ['mermaid'], advice: 'a name holds none of `+ < > : ,`' },
];

function withoutSemicolon(line: string): Rewritten | null {
  return line.endsWith(';') ? certainly(line.replace(/\s*;$/, '')) : null;
}

function certainly(text: string): Rewritten {
  return { text, certain: true };
}

function perhaps(text: string): Rewritten {
  return { text, certain: false };
}

/** With another mark it must not become a directive, which would change the meaning. */
function asComment(line: string, mark: string): Rewritten | null {
  const rest = line.replace(/^(?:%%|\/\/|[#'])/, '');
  return /^\s*@/.test(rest) ? null : certainly(`${mark}${rest}`);
}
