import { diagnose } from '../../diagnostics/diagnostic.ts';
import { spanOf } from '../../text/lines.ts';
import { type Construct, reading } from '../construct.ts';

/** `{a} <-> {b} : 5 s`, the time between two anchors. */
export const duration: Construct = {
  name: 'duration',
  read(line, reader) {
    if (!/^\{[^{}\s]+\}\s*<?-+>?\s*\{[^{}\s]+\}/.test(line.text.slice(0, 200))) return null;
    const span = spanOf(line);
    reader.report(diagnose('unsupported-construct', { construct: 'the time between two anchors' }, span));
    return reading({ kind: 'unknown', text: line.text, span });
  },
};
