import { decodeText } from '../../../compiler/text/decode.ts';
import { readSet } from '../../corpus/read-corpus.ts';

export { hasCorpus } from '../../corpus/read-corpus.ts';

/** The texts of one set of the diagrams of other people. */
export function readCorpus(set: string): { readonly file: string; readonly text: string }[] {
  return readSet(set).map(({ file, bytes }) => ({ file, text: decodeText(bytes, file).text ?? '' }));
}
