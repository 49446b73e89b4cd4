import { blockText, type Line, replaceParts, spanOf } from '../../text/lines.ts';
import { scanWsdArrow } from '../arrows/wsd-arrow.ts';
import type { Construct, Reader } from '../construct.ts';
import type { Message } from '../diagram.ts';
import { skipBlanks } from '../names.ts';
import { readNames } from './name-list.ts';
import { wsdMessage } from './wsd-message.ts';

/**
 * A reference that a message leads to and another one may lead away from, in WSD:
 *
 *     A->ref over B, C: order
 *       how it goes on
 *     end ref-->A: done
 *
 * They are three statements: the first of the lifelines takes the message, and sends the other.
 */
export const refMessage: Construct = {
  name: 'reference between messages',
  read(line, reader) {
    const { text } = line;
    const found = /ref\s+over\s+/i.exec(text);
    if (found === null || !isArrowBefore(text, found.index)) return null;
    const list = readNames(text, found.index + found[0].length, reader.lifelines);
    const [first] = list?.names ?? [];
    if (list === null || first === undefined || !reader.hasBlock(isEnd, beginsRef)) return null;
    const call = readAs(line, found.index, list.end, first.name, reader);
    if (call === null) return null;
    for (const { name, start, end } of list.names) reader.lifelines.use(name, spanOf(line, start, end));
    const block = reader.takeBlock('ref', 'end ref', isEnd);
    const mark = endMark.exec(block.last?.text ?? '')?.[0].length ?? 0;
    const reply = block.last === null ? null : readAs(block.last, 0, mark, first.name, reader);
    return {
      kind: 'statements',
      statements: [
        call,
        {
          kind: 'ref',
          parallel: false,
          lifelines: [...new Set(list.names.map(({ name }) => name))],
          label: blockText(block.lines),
          decoration: '',
          span: block.span,
        },
        ...(reply === null ? [] : [reply]),
      ],
    };
  },
};

const endMark = /^end\s*ref/i;

function isEnd({ text }: Line): boolean {
  return endMark.test(text);
}

/** No reference goes beyond the beginning of another one. */
function beginsRef({ text }: Line): boolean {
  return /ref\s+over\s/i.test(text);
}

/** Whether an arrow ends where the reference begins; marks such as `+` may stand between. */
function isArrowBefore(text: string, end: number): boolean {
  for (let offset = 1; offset < end; offset++) {
    const scanned = scanWsdArrow(text, offset);
    if (scanned === null) continue;
    return skipBlanks(text, scanned.end + (/^[+-]/.test(text.slice(scanned.end, end)) ? 1 : 0)) === end;
  }
  return false;
}

/** The line as a message, with the name in the place of what speaks of the reference. */
function readAs(line: Line, start: number, end: number, name: string, reader: Reader): Message | null {
  const text = name.includes('"') ? name : `"${name}"`;
  const found = wsdMessage.read(replaceParts(line, [{ start, end, text }]), reader);
  return found?.kind === 'message' ? found : null;
}
