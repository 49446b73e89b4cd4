import type { Line } from '../../text/lines.ts';
import type { Block } from './embedded.ts';
import { languageNamed } from './languages.ts';

/**
 * A directive of reStructuredText, whose content is what is indented more than it:
 *
 *     .. uml::                     .. mermaid:: login.mmd
 *        :caption: Login
 *
 *        A -> B : x
 */
export function restDirective(lines: readonly Line[], index: number): Block | null {
  const head = lines[index] as Line;
  const [, word = '', target = ''] = /^\.\.\s+([\w-]+)::\s*(\S*)$/.exec(head.text.slice(0, 300)) ?? [];
  const language = languageNamed(word);
  if (language === null) return null;
  let start = index + 1;
  while (start < lines.length && /^:[\w-]+:/.test(textAt(lines, start))) start++;
  let end = start;
  while (end < lines.length && (textAt(lines, end) === '' || isInside(lines[end] as Line, head))) end++;
  if (target !== '') return { embedded: { kind: 'reference', head, target }, end: end - 1 };
  const inside = lines.slice(start, end);
  return {
    embedded: { kind: 'diagram', language, name: null, head, lines: inside, missing: null },
    end: end - 1,
  };
}

function isInside(line: Line, head: Line): boolean {
  return line.indent.length > head.indent.length;
}

function textAt(lines: readonly Line[], index: number): string {
  return lines[index]?.text ?? '';
}
