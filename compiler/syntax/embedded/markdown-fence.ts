import { type Line, restOfLine } from '../../text/lines.ts';
import type { Block, Language } from './embedded.ts';
import { languageNamed } from './languages.ts';

/**
 * A fenced block of Markdown, also in a list or a block quote:
 *
 *     ```mermaid            ~~~ plantuml {.wide}       > ```{.puml #login}       ::: mermaid
 */
export function markdownFence(lines: readonly Line[], index: number): Block | null {
  const head = lines[index] as Line;
  const opening = openingOf(head.text.slice(0, headMax));
  if (opening === null) return null;
  const { quotes, marks, info } = opening;
  const said = readInfo(info);
  // Containers hold Markdown, with fences of their own.
  if (said.language === null && (marks.startsWith(':') || said.isDirective)) return null;
  const inside: Line[] = [];
  let end = index + 1;
  let closed = false;
  for (; end < lines.length; end++) {
    const line = unquoted(lines[end] as Line, quotes);
    if (line === null) break;
    closed = closes(line.text, marks);
    if (closed) break;
    inside.push(line);
  }
  const { language, name } = said;
  if (language === null) return { embedded: null, end };
  const options = said.isDirective ? inside.findIndex(({ text }) => !/^:[\w-]+:/.test(text)) : 0;
  const written = options < 0 ? [] : inside.slice(options);
  const missing = closed ? null : marks;
  return {
    embedded: { kind: 'diagram', language, name, head, lines: written, missing },
    end: closed ? end : end - 1,
  };
}

/** Longer lines open nothing. */
const headMax = 300;

interface Opening {
  /** How many `>` stand before it. */
  readonly quotes: number;
  readonly marks: string;
  readonly info: string;
}

function openingOf(text: string): Opening | null {
  const containers = /^(?:>\s*|(?:[-*+]|\d{1,9}[.)])\s+)*/.exec(text)?.[0] ?? '';
  const found = /^(`{3,}|~{3,}|:{3,})(.*)$/.exec(text.slice(containers.length));
  const [, marks = '', info = ''] = found ?? [];
  // What has backticks behind it is a piece of code in a sentence.
  if (found === null || (marks.startsWith('`') && info.includes('`'))) return null;
  return { quotes: containers.replaceAll(/[^>]/g, '').length, marks, info: info.trim() };
}

interface Info {
  readonly language: Language | null;
  readonly name: string | null;
  /** `{mermaid}`: what stands in braces tells what to do with the block. */
  readonly isDirective: boolean;
}

/** `mermaid {attributes}`, `{.plantuml #login}`, `{mermaid}`. */
function readInfo(info: string): Info {
  const [, brace = '', word = ''] = /^(\{?)\s*\.?([\w-]*)/.exec(info) ?? [];
  const id = /\{[^}]*#([\w-]+)[^}]*\}/.exec(info)?.[1] ?? null;
  return {
    language: languageNamed(word),
    name: id,
    isDirective: brace === '{' && /^\{\s*[\w-]+\s*\}/.test(info),
  };
}

/** The line without the `>` of the quote that it is in; null when it is in none. */
function unquoted(line: Line, quotes: number): Line | null {
  let start = 0;
  for (let depth = 0; depth < quotes; depth++) {
    const marker = /^\s*>/.exec(line.text.slice(start, start + 20));
    if (marker === null) return null;
    start += marker[0].length;
  }
  if (start === 0) return line;
  // The blank behind the last `>` belongs to it.
  if (line.text[start] === ' ') start++;
  const rest = restOfLine(line, start);
  return { ...rest, indent: line.text.slice(start, line.text.length - rest.text.length) };
}

/** A fence ends at one of the same marks, and at least as many. */
function closes(text: string, marks: string): boolean {
  return text.startsWith(marks) && text === (marks[0] as string).repeat(text.length);
}
