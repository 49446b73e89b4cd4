import { type Line, spanOf } from '../../text/lines.ts';
import type { PlainArrows } from '../arrows/plain-arrows.ts';
import { plantumlArrows } from '../arrows/plantuml-arrow.ts';
import { wsdArrows } from '../arrows/wsd-arrow.ts';
import type { Construct, Reader } from '../construct.ts';
import type { End, Message } from '../diagram.ts';
import { skipBlanks, wordEnd } from '../names.ts';
import { readLifecycle } from './lifecycle-marks.ts';
import { unanchored } from './message-prefix.ts';

/**
 * `A -> B ++ : label`, in PlantUML: what nearly all messages are, read in one go. Whatever has more to it is left to the construct
 * that reads every message, and reads these the same.
 */
export const plainMessage: Construct = {
  name: 'plain message',
  read(line, reader) {
    const { text } = line;
    const ends = readEnds(text, plantumlArrows);
    if (ends === null) return null;
    const behind = skipBlanks(text, ends.rightEnd);
    if (behind === text.length || text[behind] === ':') return makeMessage(line, reader, ends, behind, none);
    const life = readLifecycle(text, behind);
    const colon = skipBlanks(text, life.end);
    if (colon < text.length && text[colon] !== ':') return null;
    return makeMessage(line, reader, ends, colon, life.steps);
  },
};

/** `A->B: label`, in WSD and SDO, as long as no lifeline has a name that holds a part of an arrow or a colon. */
export const plainWsdMessage: Construct = {
  name: 'plain message',
  read(line, reader) {
    if (reader.lifelines.haveMarks) return null;
    const { text } = line;
    const ends = readEnds(text, wsdArrows);
    if (ends === null) return null;
    const colon = skipBlanks(text, ends.rightEnd);
    return text[colon] === ':' ? makeMessage(line, reader, ends, colon, none) : null;
  },
};

const none: readonly [] = [];

/** Two names of one word each, with an arrow between them. */
interface Ends {
  readonly leftEnd: number;
  readonly arrow: Message['arrow'];
  readonly rightStart: number;
  readonly rightEnd: number;
}

function readEnds(text: string, arrows: PlainArrows): Ends | null {
  const leftEnd = wordEnd(text, 0);
  if (leftEnd === 0) return null;
  const arrowStart = skipBlanks(text, leftEnd);
  const plain = arrows.at(text, arrowStart);
  if (plain === null) return null;
  const rightStart = skipBlanks(text, arrowStart + plain.length);
  const rightEnd = wordEnd(text, rightStart);
  return rightEnd === rightStart ? null : { leftEnd, arrow: plain.arrow, rightStart, rightEnd };
}

function makeMessage(
  line: Line,
  reader: Reader,
  { leftEnd, arrow, rightStart, rightEnd }: Ends,
  colon: number,
  lifecycle: Message['lifecycle'],
): Message {
  const { text } = line;
  const first = makeEnd(line, 0, leftEnd, reader);
  const second = makeEnd(line, rightStart, rightEnd, reader);
  const labelStart = colon === text.length ? colon : skipBlanks(text, colon + 1);
  return {
    kind: 'message',
    from: arrow.reversed ? second : first,
    to: arrow.reversed ? first : second,
    alsoTo: none,
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

function makeEnd(line: Line, start: number, end: number, reader: Reader): End {
  const span = spanOf(line, start, end);
  return { kind: 'lifeline', id: reader.lifelines.use(line.text.slice(start, end), span), span };
}
