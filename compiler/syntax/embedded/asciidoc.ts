import type { Line } from '../../text/lines.ts';
import type { Block, Language } from './embedded.ts';
import { languageNamed } from './languages.ts';

/** `plantuml::login.puml[]`: the diagram stands in a file of its own. */
export function asciidocMacro(lines: readonly Line[], index: number): Block | null {
  const head = lines[index] as Line;
  const [, word = '', target = ''] = /^(\w+)::([^\s[\]][^[\]]*)\[.*\]$/.exec(head.text.slice(0, 1000)) ?? [];
  if (languageNamed(word) === null) return null;
  return { embedded: { kind: 'reference', head, target }, end: index };
}

/**
 * A block of AsciiDoc, between delimiters or up to a blank line:
 *
 *     [plantuml,login,svg]        [source,mermaid]        [mermaid]
 *     .The title                  ----                    A paragraph.
 *     ....                        …
 *     …                           ----
 *     ....
 */
export function asciidocBlock(lines: readonly Line[], index: number): Block | null {
  const head = lines[index] as Line;
  const style = readStyle(head.text);
  if (style === null) return null;
  let start = index + 1;
  while (start < lines.length && start < index + metadataMax && metadata.test(textAt(lines, start))) start++;
  const delimiter = textAt(lines, start);
  const isDelimited = /^(?:--|-{4,}|\.{4,}|`{3,}|={4,})$/.test(delimiter);
  const first = isDelimited ? start + 1 : start;
  const isLast = (text: string): boolean => (isDelimited ? text === delimiter : text === '');
  let end = first;
  while (end < lines.length && !isLast(textAt(lines, end))) end++;
  const missing = isDelimited && end === lines.length ? delimiter : null;
  return {
    embedded: { kind: 'diagram', ...style, head, lines: lines.slice(first, end), missing },
    end: Math.min(end, lines.length - 1),
  };
}

/** Between the style of a block and the block its title, its anchor and more attributes may stand. */
const metadata = /^(?:\.[^.\s].*|\[.*\]|)$/;
const metadataMax = 6;

/** `[plantuml,login,svg]`, `[plantuml#id, target=login]`, `[source,plantuml]`, `[,mermaid]`. */
function readStyle(text: string): { readonly language: Language; readonly name: string | null } | null {
  if (!text.startsWith('[') || !text.endsWith(']') || text.length > 300) return null;
  const parts = text
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  const [style = '', second = ''] = parts;
  const isSource = style === '' || /^source(?=[#.%]|$)/.test(style);
  const language = languageNamed(isSource ? second : (/^[\w-]+/.exec(style)?.[0] ?? ''));
  if (language === null) return null;
  const target = parts
    .map((part) => /^target\s*=\s*"?([^"]+)"?$/.exec(part)?.[1])
    .find((one) => one !== undefined);
  const positional = isSource || second === '' || second.includes('=') ? null : second;
  return { language, name: target ?? positional };
}

function textAt(lines: readonly Line[], index: number): string {
  return lines[index]?.text ?? '';
}
