import { type Line, type Replacement, replaceParts, restOfLine } from '../../text/lines.ts';
import type { Block, EmbeddedDiagram } from './embedded.ts';
import { languageNamed } from './languages.ts';

/** `<pre class="mermaid"> … </pre>`, in an HTML page: an element whose class names a language. A browser closes it where nobody does. */
export function htmlElement(lines: readonly Line[], index: number): Block | null {
  const tag = openingTag(lines, index);
  const language = tag === null ? null : languageOf(tag.attributes);
  if (tag === null || language === null) return null;
  const closing = new RegExp(`</${tag.name}(?=[\\s>]|$)`, 'i');
  const content: Line[] = [];
  let rest = restOfLine(lines[tag.line] as Line, tag.end);
  for (let at = tag.line; at < lines.length; ) {
    const end = rest.text.search(closing);
    content.push(decoded(end < 0 ? rest : restOfLine(rest, 0, end)));
    if (end >= 0 || at === lines.length - 1)
      return { embedded: diagram(lines[index] as Line, content), end: at };
    at++;
    rest = lines[at] as Line;
  }
  return null;

  function diagram(head: Line, body: readonly Line[]): EmbeddedDiagram {
    return {
      kind: 'diagram',
      language: language as EmbeddedDiagram['language'],
      name: null,
      head,
      lines: body,
      missing: null,
    };
  }
}

/** What stands above the first `</pre>` of a text that was cut out of a page in the middle of the element. */
export function beginningOfElement(lines: readonly Line[]): EmbeddedDiagram | null {
  const end = lines.findIndex(({ text }) => /<\/?pre(?=[\s>]|$)/i.test(text));
  if (end <= 0 || !(lines[end] as Line).text.startsWith('</')) return null;
  const body = lines.slice(0, end);
  if (!body.some(({ text }) => /^sequenceDiagram(?=[\s:;]|$)/.test(text))) return null;
  return {
    kind: 'diagram',
    language: 'mermaid',
    name: null,
    head: body[0] as Line,
    lines: body.map(decoded),
    missing: null,
  };
}

/** So many lines may an opening tag go over. */
const longestTag = 10;

interface Tag {
  readonly name: string;
  readonly attributes: string;
  /** Where its content begins: the index of a line, and an offset in that line. */
  readonly line: number;
  readonly end: number;
}

function openingTag(lines: readonly Line[], index: number): Tag | null {
  const text = lines[index]?.text ?? '';
  for (const { 1: name = '', index: start } of text.slice(0, 500).matchAll(/<(pre|div|code)(?=[\s>]|$)/gi)) {
    let attributes = '';
    let offset = start + 1 + name.length;
    for (let at = index; at < Math.min(lines.length, index + longestTag); at++, offset = 0) {
      const row = (lines[at] as Line).text;
      const end = row.indexOf('>', offset);
      attributes += ` ${row.slice(offset, end < 0 ? undefined : end)}`;
      if (end < 0) continue;
      if (languageOf(attributes) !== null) return { name, attributes, line: at, end: end + 1 };
      break;
    }
  }
  return null;
}

/** The first of the classes that is a language: `mermaid`, `language-mermaid`, and `mermaid2`, which is how one is switched off. */
function languageOf(attributes: string): EmbeddedDiagram['language'] | null {
  const [, double, single, bare] =
    /\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
  for (const word of (double ?? single ?? bare ?? '').split(/\s+/)) {
    const language = languageNamed(word.replace(/^lang(?:uage)?-/i, '').replace(/\d+$/, ''));
    if (language !== null) return language;
  }
  return null;
}

/** The line with its entities decoded, each character in the place of its entity. */
function decoded(line: Line): Line {
  const parts: Replacement[] = [];
  for (const { 0: entity, 1: name = '', index } of line.text.matchAll(
    /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi,
  )) {
    const text = characterOf(name.toLowerCase());
    if (text !== null) parts.push({ start: index, end: index + entity.length, text });
  }
  return replaceParts(line, parts);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

function characterOf(name: string): string | null {
  if (!name.startsWith('#')) return entities[name] ?? null;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
