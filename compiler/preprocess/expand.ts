import { longestLine } from '../text/decode.ts';
import { type Line, placeLine, type Replacement, replaceParts, spanOf } from '../text/lines.ts';
import type { Context, Site } from './context.ts';
import { readAccess, readArguments } from './expression.ts';
import type { Macro } from './program.ts';
import { textOf } from './value.ts';
import { namePattern, quotable } from './words.ts';

/** The line with values for the variables in it, and what they make for the macros. A macro may make line breaks. */
export function expandLine(line: Line, context: Context, pastes = false): Line {
  const parts = replacements(line, context, pastes);
  return parts === null ? line : replaceParts(line, parts);
}

/** The same of a text that stands for a part of a line. */
export function expandText(
  text: string,
  { line, start, end }: Site,
  context: Context,
  pastes = false,
): string {
  const placed = placeLine({ ...line, text }, spanOf(line, start, end), line.via);
  const parts = replacements(placed, context, pastes);
  if (parts === null || parts.length === 0) return text;
  let from = 0;
  const pieces: string[] = [];
  for (const part of parts) {
    pieces.push(text.slice(from, part.start), part.text);
    from = part.end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** What is to be replaced, in order; null, and a diagnostic, when the line would become too long. */
function replacements(line: Line, context: Context, pastes: boolean): readonly Replacement[] | null {
  const { text } = line;
  const names = new RegExp(pastes ? `##|${namePattern}` : namePattern, 'gu');
  const parts: Replacement[] = [];
  let length = text.length;
  let calls = true;
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const [name] = match;
    const start = match.index;
    if (!/[$%#]/.test(name[0] as string) && isWithinWord(text, start)) continue;
    const found =
      name === '##' ? { text: '', end: start + 2 } : replacement(line, start, name, calls, context);
    if (found === 'unclosed') calls = false;
    if (found === null || found === 'unclosed') continue;
    parts.push({ start, end: found.end, text: found.text });
    length += found.text.length - (found.end - start);
    names.lastIndex = found.end;
    if (length > longestLine) {
      const reason = `it would have more than ${longestLine} characters`;
      const at = { line, start: 0, end: text.length };
      context.report('expression-not-read', { text: quotable(text), reason }, at);
      return null;
    }
  }
  return parts;
}

function replacement(
  line: Line,
  start: number,
  name: string,
  calls: boolean,
  context: Context,
): { readonly text: string; readonly end: number } | 'unclosed' | null {
  const { text } = line;
  const end = start + name.length;
  const at = { line, start, end };
  const { memory } = context;
  if (text[end] === '(') {
    const macro = memory.macro(name);
    if (macro !== null && macro.parameters !== null) {
      return calls ? callInText(macro, at, context) : null;
    }
    if (name.startsWith('%')) return calls ? builtinInText(name, at, context) : null;
  }
  const value = memory.value(name);
  if (value !== undefined) {
    const found = readAccess(line, end, value, context);
    return { text: textOf(found.value), end: found.end };
  }
  const macro = memory.macro(name);
  if (macro === null || macro.parameters !== null) return null;
  return { text: textOf(context.call(macro, { positional: [], named: new Map() }, at)), end };
}

function callInText(
  macro: Macro,
  at: Site,
  context: Context,
): { readonly text: string; readonly end: number } | 'unclosed' {
  const list = macro.unquoted ? null : readArguments(at.line, at.end, context);
  if (list !== null) {
    return { text: textOf(context.call(macro, list.given, { ...at, end: list.end })), end: list.end };
  }
  // Arguments that are no expressions are text: people forget the quotation marks.
  const found = context.callByText(macro, at);
  if (found === null) return reportUnclosed(at, context);
  if (!macro.unquoted) {
    const text = quotable(at.line.text.slice(at.start, found.end));
    const reason = 'its arguments are no expressions, so they are taken as text; quote them';
    context.report('expression-not-read', { text, reason }, { ...at, end: found.end });
  }
  return { text: textOf(found.value), end: found.end };
}

function builtinInText(
  name: string,
  at: Site,
  context: Context,
): { readonly text: string; readonly end: number } | 'unclosed' | null {
  const list = readArguments(at.line, at.end, context);
  if (list === null) return reportUnclosed(at, context);
  const { end } = list;
  const value = context.callBuiltin(name, list.given, { ...at, end });
  // What stays text may still hold variables.
  return value === null ? null : { text: textOf(value), end };
}

function reportUnclosed(at: Site, context: Context): 'unclosed' {
  const text = quotable(at.line.text.slice(at.start));
  const reason = 'its arguments cannot be read, or its parentheses are not closed';
  context.report('expression-not-read', { text, reason }, at);
  return 'unclosed';
}

function isWithinWord(text: string, offset: number): boolean {
  return offset > 0 && /[\p{L}\p{N}_]/u.test(text[offset - 1] as string);
}
