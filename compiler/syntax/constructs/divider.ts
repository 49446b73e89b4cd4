import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';

/** `== text ==`; SDO puts colours and a width behind it, `==text==#red #blue;6`, and may leave the text out. */
export const divider: Construct = {
  name: 'divider',
  begins: ['=='],
  read(line, reader) {
    const { text } = line;
    if (!text.startsWith('==')) return null;
    const end = text.lastIndexOf('==');
    const decoration = text.slice(end + 2).trim();
    if (end < 2 || !(decoration === '' || (reader.dialect === 'sdo' && isStyle(decoration)))) return null;
    return {
      kind: 'divider',
      text: text.slice(2, end).trim(),
      decoration,
      span: spanOf(line),
    };
  },
};

/** `#fill #border;width`, or the name of a style, `##name##`. */
function isStyle(text: string): boolean {
  return text.length < 100 && /^#[\w#;.\s-]*$/.test(text);
}
