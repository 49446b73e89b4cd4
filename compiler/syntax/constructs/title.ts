import { blockText, spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { takeNextLine } from './mermaid-next-line.ts';
import { reportRejected } from './mermaid-rejects.ts';
import { readText } from './mermaid-text.ts';

/** `title text`, `Title: text`, or `title` … `end title`. */
export const title: Construct = {
  name: 'title',
  begins: ['title'],
  read(line, reader) {
    const head = /^title(?:\s*:\s*|\s+|$)/i.exec(line.text);
    if (head === null) return null;
    if (reader.dialect === 'mermaid') {
      readText(line, head[0].length, reader);
      if (!reader.hasBegun()) {
        const advice = 'put it below `sequenceDiagram`, or between two lines of `---`';
        reportRejected(line, reader, 'a title stands above `sequenceDiagram`', advice);
      }
    }
    const text = line.text.slice(head[0].length);
    if (text === '' && reader.dialect === 'mermaid') {
      const taken = takeNextLine('title', reader, false);
      if (taken !== null) return { kind: 'title', text: taken.line.text, span: taken.span };
      reportRejected(
        line,
        reader,
        'nothing stands behind `title`',
        'write the title behind it, or remove it',
      );
    }
    if (text !== '') return { kind: 'title', text, span: spanOf(line) };
    if (reader.dialect !== 'plantuml') return { kind: 'title', text, span: spanOf(line) };
    const block = reader.takeBlock('title', 'end title', (next) => /^end\s?title$/i.test(next.text));
    return { kind: 'title', text: blockText(block.lines), span: block.span };
  },
};
