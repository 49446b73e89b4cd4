import { restOfLine, spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { skipBlanks } from '../names.ts';
import { readAnchor } from './message-prefix.ts';

/** `{a} <-> {b} : <= 5s`, how much time may pass between two anchors, in PlantUML. */
export const timing: Construct = {
  name: 'timing',
  begins: ['{'],
  read(line) {
    const { text } = line;
    const from = readAnchor(line, 0);
    if (from === null) return null;
    const arrowStart = skipBlanks(text, from.end);
    const arrow = /^<?-{1,9}>?/.exec(text.slice(arrowStart, arrowStart + 12))?.[0];
    if (arrow === undefined) return null;
    const to = readAnchor(line, skipBlanks(text, arrowStart + arrow.length));
    if (to === null) return null;
    const colon = skipBlanks(text, to.end);
    if (colon < text.length && text[colon] !== ':') return null;
    const textStart = Math.min(skipBlanks(text, colon + 1), text.length);
    return {
      kind: 'timing',
      from: from.anchor,
      to: to.anchor,
      arrow,
      text: restOfLine(line, textStart).text,
      span: spanOf(line),
      textSpan: spanOf(line, textStart),
    };
  },
};
