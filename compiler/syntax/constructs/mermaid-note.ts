import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { isMermaidName } from '../names.ts';
import { reportBoxed, reportKeyword } from './mermaid-rejects.ts';
import { readText } from './mermaid-text.ts';
import { readNames } from './name-list.ts';

/** `Note over A,B: text`, `note left of A: text`, on one line, in Mermaid. */
export const mermaidNote: Construct = {
  name: 'note',
  begins: ['note'],
  read(line, reader) {
    const { text } = line;
    const head = /^(note)\s+(over|left of|right of)\s+/i.exec(text);
    const list = head === null ? null : readNames(text, head[0].length, reader.lifelines);
    if (head === null || list === null || text[list.end] !== ':') return null;
    if (!list.names.every(({ name }) => isMermaidName(name))) return null;
    for (const name of list.names) {
      reader.lifelines.use(name.name, spanOf(line, name.start, name.end));
      reportKeyword(line, reader, name);
    }
    reportBoxed(line, reader);
    const body = readText(line, list.end + 1, reader);
    return {
      kind: 'note',
      position: head[2] as string,
      shape: head[1] as string,
      lifelines: list.names.map(({ name }) => name),
      text: body.text,
      parallel: false,
      decoration: body.wrap,
      span: spanOf(line),
    };
  },
};
