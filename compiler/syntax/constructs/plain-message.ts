import { type Line, spanOf } from '../../text/lines.ts';
import { plainArrow, plainArrowEnd } from '../arrows/plantuml-arrow.ts';
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
    const leftEnd = wordEnd(text, 0);
    if (leftEnd === 0) return null;
    const arrowStart = skipBlanks(text, leftEnd);
    const arrowEnd = plainArrowEnd(text, arrowStart);
    if (arrowEnd === arrowStart) return null;
    const arrow = plainArrow(text.slice(arrowStart, arrowEnd));
    if (arrow === null) return null;
    const rightStart = skipBlanks(text, arrowEnd);
    const rightEnd = wordEnd(text, rightStart);
    if (rightEnd === rightStart) return null;
    let colon = skipBlanks(text, rightEnd);
    let lifecycle: Message['lifecycle'] = none;
    if (colon < text.length && text[colon] !== ':') {
      const life = readLifecycle(text, rightEnd);
      lifecycle = life.steps;
      colon = skipBlanks(text, life.end);
      if (colon < text.length && text[colon] !== ':') return null;
    }
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
  },
};

const none: readonly [] = [];

function makeEnd(line: Line, start: number, end: number, reader: Reader): End {
  const span = spanOf(line, start, end);
  return { kind: 'lifeline', id: reader.lifelines.use(line.text.slice(start, end), span), span };
}
