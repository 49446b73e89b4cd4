import type { Edge } from './construct.ts';
import type { Dialect } from './diagram.ts';
import { isWord } from './names.ts';
import { words } from './notation.ts';

/** What is known where the line stands. */
export interface Surroundings {
  readonly dialect: Dialect;
  /** The keyword of the innermost open fragment, in lower case; null outside of all. */
  readonly fragment: string | null;
  readonly isKnown: (name: string) => boolean;
  /** What another text would be in place of the line; null when it would mean nothing either. */
  readonly reads: (text: string) => ReadAs | null;
}

/** What a text is read as: an edge of a fragment, or something of its own. */
export type ReadAs = Edge['kind'] | 'statement';

/** A line as it was probably meant. */
export interface Rewritten {
  readonly text: string;
  /** Nothing else can have been meant. */
  readonly certain: boolean;
}

/** `endif`, `end alt` where only `end` is known: certain when it names the fragment that it would close. */
export function rewriteEnd(line: string, { fragment }: Surroundings): Rewritten | null {
  const named = /^end[ _]?([a-z]+)$/i.exec(line)?.[1]?.toLowerCase();
  if (named === undefined || fragment === null) return null;
  const closes = named === 'if' ? ['alt', 'opt'] : [named];
  return { text: 'end', certain: closes.includes(fragment) };
}

/**
 * An arrow of other signs than hyphens. A hyphen that must not be broken is one; word processors make a single dash of one hyphen as
 * well as of two, so what else was meant is not certain.
 */
export function rewriteArrow(line: string, { dialect }: Surroundings): Rewritten {
  const colon = line.indexOf(':');
  const end = colon < 0 ? line.length : colon;
  const head = line.slice(0, end);
  const call = dialect === 'mermaid' ? '->>' : '->';
  const text = head
    .replace(/[‑-]+>/, (arrow) => arrow.replaceAll('‑', '-'))
    .replace(/[—–]+(?=>)/, (dashes) => '-'.repeat(dashes.length))
    .replace(/(?:=+|~+)>|[→⟶]/, call)
    .replace(/-?\.+-?(>>?)/, '--$1')
    .replace(/[←⟵]/, '<-');
  return { text: text + line.slice(end), certain: !/[—–=~.→⟶←⟵]/.test(head) };
}

/** `A-)B`, `A-xB` and `B-->>-A` of Mermaid, in PlantUML; what its activations meant is likely, not certain. */
export function rewriteMermaidArrow(line: string): Rewritten | null {
  const found = /^([\w.@]+|"[^"]+")\s*(-{1,2})(>>?|x|\))\s*([+-]?)\s*([\w.@]+|"[^"]+")(\s*:.*)?$/.exec(line);
  if (found === null) return null;
  const [, from = '', dashes = '', head = '', step = '', to = '', label = ''] = found;
  const arrow = dashes + (head === 'x' ? '>x' : head === ')' ? '>>' : head);
  return { text: `${words(`${from} ${arrow} ${to}`, step + step)}${label}`, certain: false };
}

/** Quotation marks around the names at both ends of an arrow that need them, in PlantUML. */
export function rewriteQuotes(line: string): Rewritten | null {
  const colon = line.indexOf(':');
  const end = colon < 0 ? line.length : colon;
  const head = line.slice(0, end);
  const arrows = [...head.matchAll(/<{0,2}-+(?:\[[^\]]*\]-*)?>{1,2}|<{1,2}-+/g)];
  const [arrow] = arrows;
  if (arrows.length !== 1 || arrow === undefined) return null;
  const left = quoted(head.slice(0, arrow.index));
  const right = quoted(head.slice(arrow.index + arrow[0].length));
  if (left === null || right === null) return null;
  // A name that begins or ends with a sign of an arrow is a part of one that is written in another way.
  if (
    /[-.~=]$/.test(head.slice(0, arrow.index).trim()) ||
    /^[-.~=]/.test(head.slice(arrow.index + arrow[0].length).trim())
  ) {
    return null;
  }
  return { text: left + arrow[0] + right + line.slice(end), certain: true };
}

/** `participant my-app #red`: quotation marks around a name that needs them, in PlantUML. */
export function quoteDeclared(line: string): Rewritten | null {
  const found = /^(\w+\s+)([^"“«#<[]+?)((?:\s+as\s+[\w.@]+)?(?:\s+(?:#|<<|\[\[|order\s).*)?)$/i.exec(line);
  const [, keyword = '', name = '', tail = ''] = found ?? [];
  return found === null || isWord(name) ? null : { text: `${keyword}"${name}"${tail}`, certain: true };
}

/** The name between its blanks in quotation marks; null when it holds what is no part of a name. */
function quoted(text: string): string | null {
  const name = text.trim();
  // `(name)` is a use case in PlantUML, and `:name:` an actor of one.
  if (name === '' || /^[(:]|["“”<>[\]{}#&?+*!]|--/.test(name)) return null;
  return isWord(name) ? text : text.replace(name, () => `"${name}"`);
}
