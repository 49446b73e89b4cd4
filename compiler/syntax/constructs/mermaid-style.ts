import { blockText, type Line, spanOf } from '../../text/lines.ts';
import { type Construct, type Reader, type Reading, reading } from '../construct.ts';

const single = /^(?:sequenceDiagram|autonumber|links?|properties|details|accTitle|accDescr)(?=[\s:{]|$)/i;

/** The header of Mermaid, its front matter, and lines that only say how things look or where to read more. */
export const mermaidStyle: Construct = {
  name: 'style',
  read(line, reader) {
    const { text } = line;
    if (text === '---') return block(line, reader, '---', (next) => next === '---');
    if (text.startsWith('%%{') && !text.endsWith('}%%')) {
      return block(line, reader, '}%%', (next) => next.endsWith('}%%'));
    }
    if (/^accDescr\s*\{$/i.test(text)) return block(line, reader, '}', (next) => next.endsWith('}'));
    return single.test(text) ? reading({ kind: 'style', text, span: spanOf(line) }) : null;
  },
};

function block(line: Line, reader: Reader, terminator: string, isEnd: (text: string) => boolean): Reading {
  const taken = reader.takeBlock(line.text, terminator, (next) => isEnd(next.text));
  const rows = taken.last === null ? taken.lines : [...taken.lines, taken.last];
  const text = rows.length === 0 ? line.text : `${line.text}\n${blockText(rows)}`;
  return reading({ kind: 'style', text, span: taken.span });
}
