import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';

/** An address on a line of its own, in WSD and SDO. What else stands above a diagram is prose when nothing can read it. */
export const address: Construct = {
  name: 'address',
  read(line) {
    const { text } = line;
    if (!/^(?:[a-z]+:\s+)?https?:\/\/[^\s:]+$/i.test(text)) return null;
    return { kind: 'prose', text, span: spanOf(line) };
  },
};

/** Whatever stands above `sequenceDiagram`, and is neither a comment nor about the diagram, in Mermaid. */
export const mermaidProse: Construct = {
  name: 'prose',
  read(line, reader) {
    const { text } = line;
    if (reader.hasBegun() || /^(?:sequenceDiagram|title|accTitle|accDescr)\b|^---$|^%%/i.test(text))
      return null;
    return { kind: 'prose', text, span: spanOf(line) };
  },
};
