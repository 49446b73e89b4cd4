import { blockText, spanOf } from '../../text/lines.ts';
import { type Construct, reading } from '../construct.ts';

/** `title text`, `Title: text`, or `title` … `end title`. */
export const title: Construct = {
  name: 'title',
  read(line, reader) {
    const head = /^title(?:\s*:\s*|\s+|$)/i.exec(line.text);
    if (head === null) return null;
    const text = line.text.slice(head[0].length);
    if (text !== '') return reading({ kind: 'title', text, span: spanOf(line) });
    if (reader.dialect !== 'plantuml') return reading({ kind: 'title', text, span: spanOf(line) });
    const block = reader.takeBlock('title', 'end title', (next) => /^end\s?title$/i.test(next.text));
    return reading({ kind: 'title', text: blockText(block.lines), span: block.span });
  },
};
