import { durationIn } from '../../text/duration.ts';
import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';

/** `...` and `...5 minutes later...`, in PlantUML; word processors make `…` of the dots. */
export const delay: Construct = {
  name: 'delay',
  begins: ['...', '…'],
  read(line) {
    const { text } = line;
    const head = /^(?:\.{3}|…)/.exec(text)?.[0].length ?? 0;
    if (head === 0) return null;
    if (head === text.length) {
      return { kind: 'delay', text: '', milliseconds: null, span: spanOf(line) };
    }
    const tail = /(?:\.{3}|…)$/.exec(text.slice(head).slice(-3))?.[0].length ?? 0;
    if (tail === 0) return null;
    const said = text.slice(head, text.length - tail).trim();
    return { kind: 'delay', text: said, milliseconds: durationIn(said), span: spanOf(line) };
  },
};
