import { spanOf } from '../../text/lines.ts';
import { type Construct, reading } from '../construct.ts';

/** `== text ==`. */
export const divider: Construct = {
  name: 'divider',
  read(line) {
    const { text } = line;
    if (!text.startsWith('==')) return null;
    // SDO puts colours and a width behind it: `==text==#red #blue;6`.
    const end = text.lastIndexOf('==');
    if (end < 2 || !/^(?:=|[#;\s]|\b[\w;#\s]+)*$/.test(text.slice(end + 2, end + 100))) return null;
    return reading({ kind: 'divider', text: text.slice(2, end).trim(), span: spanOf(line) });
  },
};
