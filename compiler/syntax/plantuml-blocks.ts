import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { adding, type Fix } from '../diagnostics/fix.ts';
import { type Line, restOfLine, spanOf } from '../text/lines.ts';
import { beginsRow, literalSpan } from '../text/literal.ts';
import { coverSpans, type Span } from '../text/span.ts';
import { appending, splitting } from './fixes.ts';
import { splitComments } from './plantuml-comments.ts';
import type { Section } from './read-diagram.ts';
import { recoverLineBreaks } from './recover-line-breaks.ts';

/** `@startuml … @enduml`, or another kind between its own marks. */
export interface PlantumlBlock {
  /** What stands behind `@start`: `uml`, `mindmap`, … */
  readonly kind: string;
  readonly head: Span;
  readonly section: Section;
}

const startMark = /^[@\\]start([a-z]+)/i;
/** `@endumls` and the like end a diagram, too. */
const endMark = /^(?:@end[a-z]+|\\enduml)/i;

/** Whether a block begins or ends there. */
function isMark(text: string): boolean {
  const first = text === '' ? 0 : text.charCodeAt(0);
  // Most lines begin with neither `@` nor a backslash.
  return (first === 64 || first === 92) && (startMark.test(text) || endMark.test(text));
}

/** The blocks of a file. What stands outside of them is not PlantUML's, nor ours. */
export function findBlocks(lines: readonly Line[]): PlantumlBlock[] {
  const blocks: PlantumlBlock[] = [];
  for (let index = 0; index < lines.length; index++) {
    const head = lines[index] as Line;
    const kind = isMark(head.text) ? startMark.exec(head.text)?.[1]?.toLowerCase() : undefined;
    if (kind === undefined) continue;
    let end = index + 1;
    while (end < lines.length && !isMark(textAt(lines, end))) end++;
    const closing = endMark.test(textAt(lines, end)) ? (lines[end] as Line) : null;
    const block = makeBlock(kind, head, lines.slice(index + 1, end), closing);
    blocks.push(block);
    index = closing === null ? end - 1 : end;
  }
  return blocks;
}

/** All lines as one diagram, which nothing marks as such. */
export function wholeBlock(lines: readonly Line[], isExpected: boolean): PlantumlBlock {
  const written = lines.filter(({ text }) => text !== '');
  const first = spanOf(written[0] ?? (lines[0] as Line));
  const last = written.at(-1);
  const isClosed = last !== undefined && endMark.test(last.text);
  const body = isClosed ? lines.slice(0, lines.indexOf(last)) : lines;
  return {
    kind: 'uml',
    head: first,
    section: {
      name: null,
      dialect: 'plantuml',
      lines: splitComments(body),
      last: lastOf(body),
      span: coverSpans(first, last === undefined ? first : spanOf(last)),
      diagnostics: isExpected
        ? []
        : [diagnose('missing-start-of-diagram', {}, first, [], starting(written[0], isClosed ? null : last))],
    },
  };
}

/** Only an end mark says that a start is missing; without it the file may be a part that others include. */
function starting(first: Line | undefined, last: Line | null | undefined): readonly Fix[] {
  const place = first === undefined ? null : literalSpan(first, 0, 0);
  if (first === undefined || place === null || last === undefined || !beginsRow(first)) return [];
  const start = adding('@startuml\n', place, last === null);
  const [end] = appending('@enduml', '', last, false);
  return [end === undefined ? start : { ...start, edits: [...start.edits, ...end.edits] }];
}

function textAt(lines: readonly Line[], index: number): string {
  return lines[index]?.text ?? '';
}

function makeBlock(kind: string, head: Line, body: readonly Line[], closing: Line | null): PlantumlBlock {
  const markLength = '@start'.length + kind.length;
  const rest = restOfLine(head, markLength);
  const diagnostics: Diagnostic[] = [];
  let lines: readonly Line[] = splitComments(body);
  let name = diagramName(rest.text);
  let closed = closing !== null;
  const flat = flattened(rest, body, closing);
  if (flat !== null) {
    name = diagramName(flat.name);
    lines = [...splitComments(flat.lines), ...lines];
    closed = closed || flat.closed;
    const fixes = splitting(head, flat.lines);
    diagnostics.push(
      diagnose('line-breaks-recovered', { lines: flat.lines.length }, spanOf(head), [], fixes),
    );
  }
  if (!closed) {
    const fixes = appending(`@end${kind}`, head.indent, lastOf(body) ?? head, true);
    const place = spanOf(head, 0, markLength);
    diagnostics.push(diagnose('missing-end-of-diagram', { expected: `@end${kind}` }, place, [], fixes));
  }
  const last = closing ?? lastOf(body) ?? head;
  const span = coverSpans(spanOf(head), spanOf(last));
  return {
    kind,
    head: spanOf(head, 0, markLength),
    section: {
      name,
      dialect: 'plantuml',
      lines,
      last: flat === null ? lastOf(body) : null,
      span,
      diagnostics,
    },
  };
}

function lastOf(body: readonly Line[]): Line | null {
  return body.findLast(({ text }) => text !== '') ?? null;
}

/** What the line of `@startuml` holds when the whole diagram stands in it; null in the ordinary case. */
function flattened(
  rest: Line,
  body: readonly Line[],
  closing: Line | null,
): { name: string; lines: readonly Line[]; closed: boolean } | null {
  const end = /(?:^|\s)[@\\]end[a-z]+\s*$/i.exec(rest.text.slice(-40));
  if (end === null && (closing !== null || body.some((line) => line.text !== ''))) return null;
  const content = restOfLine(rest, 0, rest.text.length - (end?.[0].length ?? 0));
  const [name, ...lines] = recoverLineBreaks(content);
  if (name === undefined || lines.length === 0) return null;
  return { name: name.text, lines, closed: end !== null };
}

/** `@startuml Login`, `@startuml "Login"`, `@startuml(id=login)`. */
function diagramName(rest: string): string | null {
  const name = /^\(id=([^)]*)\)/i.exec(rest)?.[1] ?? /^"([^"]*)"$/.exec(rest)?.[1] ?? rest;
  return name === '' ? null : name;
}
