import { diagnose } from '../../diagnostics/diagnostic.ts';
import { replaceParts, spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { wsdNote } from './note.ts';

/** `note overA: text`, where A is a lifeline: the blank was forgotten. */
export const gluedNote: Construct = {
  name: 'note without a blank',
  begins: ['note', 'state', 'box', 'abox', 'rbox'],
  read(line, reader) {
    const { text } = line;
    const head = /^(?:note|state|[ar]?box)\s+(?:over|left of|right of)(?=\S)/i.exec(text)?.[0];
    if (head === undefined) return null;
    const name = /^[^:,]*/.exec(text.slice(head.length))?.[0].trim() ?? '';
    if (!reader.lifelines.isKnown(name)) return null;
    const meant = replaceParts(line, [{ start: head.length, end: head.length, text: ' ' }]);
    const found = wsdNote.read(meant, reader);
    if (found !== null)
      reader.report(diagnose('read-as', { written: text, meant: meant.text }, spanOf(line)));
    return found;
  },
};

/** `== text`: the marks behind the text of a divider were forgotten. */
export const openDivider: Construct = {
  name: 'divider without an end',
  begins: ['=='],
  read(line, reader) {
    const written = line.text;
    const text = /^==\s*([^=\s<-](?:[^=]*[^=<>-])?)$/.exec(written)?.[1];
    if (text === undefined) return null;
    const span = spanOf(line);
    reader.report(diagnose('read-as', { written, meant: `== ${text} ==` }, span));
    return { kind: 'divider', text, decoration: '', span };
  },
};
