import { spanOf } from '../../text/lines.ts';
import { type Construct, reading } from '../construct.ts';
import { isMermaidName } from '../names.ts';
import { readNames } from './name-list.ts';

/** `Note over A,B: text`, `note left of A: text`, on one line, in Mermaid. */
export const mermaidNote: Construct = {
  name: 'note',
  read(line, reader) {
    const { text } = line;
    const head = /^(note)\s+(over|left of|right of)\s+/i.exec(text);
    const list = head === null ? null : readNames(text, head[0].length, reader.lifelines);
    if (head === null || list === null || text[list.end] !== ':') return null;
    if (!list.names.every(({ name }) => isMermaidName(name))) return null;
    for (const { name, start, end } of list.names) reader.lifelines.use(name, spanOf(line, start, end));
    return reading({
      kind: 'note',
      position: head[2] as string,
      shape: head[1] as string,
      lifelines: list.names.map(({ name }) => name),
      text: text.slice(list.end + 1).trim(),
      decoration: '',
      span: spanOf(line),
    });
  },
};
