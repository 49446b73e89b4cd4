import { type Line, spanOf } from '../../text/lines.ts';
import { scanMermaidArrow } from '../arrows/mermaid-arrow.ts';
import { type Construct, type Reader, reading } from '../construct.ts';
import type { End, Message } from '../diagram.ts';
import { isMermaidName, type ReadName, skipBlanks, trimmedEnd } from '../names.ts';

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
    const mark = text[scanned.end];
    const step = mark === '+' ? 'activate' : mark === '-' ? 'deactivate' : null;
    const left = nameBetween(text, 0, arrowStart);
    const right = nameBetween(text, scanned.end + (step === null ? 0 : 1), colon);
    if (left === null || right === null) return null;
    const first = makeEnd(line, left, reader);
    const second = makeEnd(line, right, reader);
    const { arrow } = scanned;
    const labelStart = Math.min(skipBlanks(text, colon + 1), text.length);
    const message: Message = {
      kind: 'message',
      from: arrow.reversed ? second : first,
      to: arrow.reversed ? first : second,
      alsoTo: [],
      arrow,
      label: text.slice(labelStart),
      decoration: '',
      span: spanOf(line),
      labelSpan: spanOf(line, labelStart),
      lifecycle: step === null ? [] : [step],
    };
    return reading(message);
  },
};

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
