import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import { wsdInclude } from '../wsd-includes.ts';

/** `include other`, in WSD, where the file was not put in; why, was said when it was looked for. */
export const include: Construct = {
  name: 'include',
  begins: ['include'],
  read: (line) =>
    wsdInclude(line) === null ? null : { kind: 'unknown', text: line.text, span: spanOf(line) },
};
