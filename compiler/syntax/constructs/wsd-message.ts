import { type Line, spanOf } from '../../text/lines.ts';
import type { ScannedArrow } from '../arrows/plain-arrows.ts';
import { scanWsdArrow } from '../arrows/wsd-arrow.ts';
import type { Construct, Reader } from '../construct.ts';
import type { End, Message } from '../diagram.ts';
import { type ReadName, readFreeName, readQuoted, skipBlanks } from '../names.ts';
import { unanchored } from './message-prefix.ts';

/**
 * `Name with (parentheses)<--Other name:label`, in WSD and SDO. Names are free text, so the arrow is searched for: the
 * first one behind the longest declared name, else the first one at all. `+ - *` may stand before the receiver.
 */
export const wsdMessage: Construct = {
  name: 'message',
  read(line, reader) {
    const { text } = line;
    if (text.indexOf('-') < 0) return null;
    const colonOrEnd = firstColon(text);
    const left = readLeft(text, reader, colonOrEnd);
    if (left === null) return null;
    const arrowStart = skipBlanks(text, left.end);
    const scanned = scanWsdArrow(text, arrowStart);
    if (scanned === null) return null;
    const life = readMarks(text, scanned.end);
    const right = readRight(text, life.end, reader);
    if (right === null) return null;
    const colon = skipBlanks(text, right.end);
    if (left.kind !== 'name' && right.kind !== 'name') return null;
    return makeMessage(line, reader, left, scanned, life.steps, right, colon);
  },
};

type WrittenEnd =
  | (ReadName & { readonly kind: 'name' })
  | { readonly kind: 'gate'; readonly side: 'left' | 'right'; readonly start: number; readonly end: number };

/** Where the label begins at the latest: the first colon that is no part of a quoted name at the start. */
function firstColon(text: string): number {
  const colon = text.indexOf(':', readQuoted(text, 0)?.end ?? 0);
  return colon < 0 ? text.length : colon;
}

function readLeft(text: string, reader: Reader, colon: number): WrittenEnd | null {
  if (text[0] === '[' && scanWsdArrow(text, 1) !== null)
    return { kind: 'gate', side: 'left', start: 0, end: 1 };
  // The label begins at the first colon, unless that is a part of a declared name.
  const isArrow = (offset: number, crossed: boolean): boolean => {
    const character = text[offset];
    if (character !== '-' && character !== '<' && character !== '(' && character !== 'x') return false;
    const scanned = scanWsdArrow(text, offset);
    return scanned !== null && (scanned.arrow.lost || character === 'x') === crossed;
  };
  const inReach = (offset: number): boolean =>
    offset < colon ||
    (offset <= reader.lifelines.longest + 1 && reader.lifelines.isDeclared(text.slice(0, offset).trimEnd()));
  const plain = readFreeName(
    text,
    0,
    reader.lifelines,
    (offset) => inReach(offset) && isArrow(offset, false),
  );
  if (plain !== null) return { kind: 'name', ...plain };
  // `-x` is also a part of names such as `pre-xfer`: it is an arrow only behind a name that is known.
  const crossed = readFreeName(
    text,
    0,
    reader.lifelines,
    (offset) => inReach(offset) && isArrow(offset, true),
  );
  return crossed !== null && reader.lifelines.isKnown(crossed.name) ? { kind: 'name', ...crossed } : null;
}

function readRight(text: string, start: number, reader: Reader): WrittenEnd | null {
  const from = skipBlanks(text, start);
  if (/^\]\s*(?::|$)/.test(text.slice(from, from + 40)))
    return { kind: 'gate', side: 'right', start: from, end: from + 1 };
  const name = readFreeName(
    text,
    from,
    reader.lifelines,
    (offset) => text[offset] === ':' || offset === text.length,
  );
  // Without a colon it is a message only if both names say so: prose has arrows, too.
  const end = name === null ? 0 : skipBlanks(text, name.end);
  if (name === null || (text[end] !== ':' && !reader.lifelines.isKnown(name.name))) return null;
  return { kind: 'name', ...name };
}

const marks = { '+': 'activate', '-': 'deactivate', '*': 'create' } as const;

function readMarks(text: string, start: number): { steps: Message['lifecycle']; end: number } {
  const steps: Message['lifecycle'][number][] = [];
  let end = start;
  for (;;) {
    const step = marks[text[end] as keyof typeof marks];
    // `A -> *:` has a lifeline named `*`.
    if (step === undefined || /^\s*(?::|$)/.test(text.slice(end + 1, end + 40))) return { steps, end };
    steps.push(step);
    end++;
  }
}

function makeMessage(
  line: Line,
  reader: Reader,
  left: WrittenEnd,
  scanned: ScannedArrow,
  lifecycle: Message['lifecycle'],
  right: WrittenEnd,
  colon: number,
): Message {
  const { text } = line;
  const { arrow } = scanned;
  const first = makeEnd(line, left, reader);
  const second = makeEnd(line, right, reader);
  const labelStart = Math.min(skipBlanks(text, colon + 1), text.length);
  return {
    kind: 'message',
    from: arrow.reversed ? second : first,
    to: arrow.reversed ? first : second,
    alsoTo: [],
    arrow,
    label: text.slice(labelStart),
    decoration: '',
    span: spanOf(line),
    labelSpan: spanOf(line, labelStart),
    parallel: false,
    anchors: unanchored,
    lifecycle,
  };
}

function makeEnd(line: Line, written: WrittenEnd, reader: Reader): End {
  const span = spanOf(line, written.start, written.end);
  if (written.kind === 'gate') return { kind: 'gate', side: written.side, span };
  reader.lifelines.use(written.name, span);
  return { kind: 'lifeline', id: written.name, span };
}
