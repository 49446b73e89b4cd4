import { diagnose } from '../../diagnostics/diagnostic.ts';
import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';

/** `{% if x %}` and `{{ x }}`, left over from a template that makes the diagram. */
export const templateLine: Construct = {
  name: 'template line',
  begins: ['{'],
  read(line, reader) {
    const { text } = line;
    if (!(text.startsWith('{%') && text.endsWith('%}')) && !(text.startsWith('{{') && text.endsWith('}}'))) {
      return null;
    }
    const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
    reader.report(diagnose('template-line', { text: shown }, spanOf(line)));
    return { kind: 'unknown', text, span: spanOf(line) };
  },
};
