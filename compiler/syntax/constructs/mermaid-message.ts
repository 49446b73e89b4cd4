import { type Line, spanOf } from '../../text/lines.ts';
import { scanMermaidArrow } from '../arrows/mermaid-arrow.ts';
import type { Construct, Reader } from '../construct.ts';
import type { End, Message } from '../diagram.ts';
import { isMermaidName, type ReadName, skipBlanks, trimmedEnd } from '../names.ts';
import { reportBoxed, reportKeyword, reportRejected } from './mermaid-rejects.ts';
import { readText } from './mermaid-text.ts';
import { unanchored } from './message-prefix.ts';

/** `A->>+B: label`, in Mermaid: the colon must be there, `+` activates the receiver, `-` deactivates the sender. */
export const mermaidMessage: Construct = {
  name: 'message',
  read(line, reader) {
    const { text } = line;
    const colon = text.indexOf(':');
    let arrowStart = 0;
    while (arrowStart < colon && scanMermaidArrow(text, arrowStart) === null) arrowStart++;
    const scanned = arrowStart < colon ? scanMermaidArrow(text, arrowStart) : null;
    if (scanned === null) return null;
    // Blanks may stand before the mark, too.
    const behind = skipBlanks(text, scanned.end);
    const mark = text[behind];
    const step = mark === '+' ? 'activate' : mark === '-' ? 'deactivate' : null;
    const left = nameBetween(text, 0, arrowStart);
    const right = nameBetween(text, step === null ? scanned.end : behind + 1, colon);
    if (left === null || right === null) return null;
    const first = makeEnd(line, left, reader);
    const second = makeEnd(line, right, reader);
    const [from, to] = scanned.arrow.reversed ? [right, left] : [left, right];
    const arrow = { ...scanned.arrow, lost: scanned.arrow.lost && !isLast(reader, from.name, to.name) };
    const label = readText(line, colon + 1, reader);
    reportProblems(line, reader, left, right, { text: arrow.text, end: behind });
    const message: Message = {
      kind: 'message',
      from: arrow.reversed ? second : first,
      to: arrow.reversed ? first : second,
      alsoTo: [],
      arrow,
      label: label.text,
      decoration: label.wrap,
      span: spanOf(line),
      labelSpan: spanOf(line, label.start),
      parallel: false,
      anchors: unanchored,
      lifecycle: step === null ? [] : [step],
    };
    return message;
  },
};

/** The cross of a lifeline's last message, behind its `destroy`, says that the lifeline ends, not that the message is lost. */
function isLast(reader: Reader, from: string, to: string): boolean {
  return reader.isDoomed(from) || reader.isDoomed(to);
}

function reportProblems(
  line: Line,
  reader: Reader,
  left: ReadName,
  right: ReadName,
  arrow: { readonly text: string; readonly end: number },
): void {
  reportKeyword(line, reader, left);
  reportKeyword(line, reader, right);
  reportBoxed(line, reader);
  if (arrow.text.includes('()') && /[+-]/.test(line.text[arrow.end] ?? '')) {
    const advice = 'write `activate` or `deactivate` on the next line';
    reportRejected(line, reader, 'with `()` goes no `+` or `-`', advice, arrow.end, arrow.end + 1);
  }
  if (holdsArrow(right.name)) {
    const reason = `a part of the name \`${right.name}\` is taken for an arrow`;
    const advice = 'give the participant another name, and show this one: `participant p as …`';
    reportRejected(line, reader, reason, advice, right.start, right.end);
  }
}

function holdsArrow(name: string): boolean {
  if (!/[-/\\]/.test(name)) return false;
  for (let offset = 0; offset < name.length; offset++) {
    if (scanMermaidArrow(name, offset) !== null) return true;
  }
  return false;
}

function nameBetween(text: string, start: number, end: number): ReadName | null {
  const from = skipBlanks(text, start);
  const to = trimmedEnd(text, from, end);
  const name = text.slice(from, Math.max(from, to));
  return isMermaidName(name) ? { name, start: from, end: to } : null;
}

function makeEnd(line: Line, { name, start, end }: ReadName, reader: Reader): End {
  const span = spanOf(line, start, end);
  reader.lifelines.use(name, span);
  return { kind: 'lifeline', id: name, span };
}
