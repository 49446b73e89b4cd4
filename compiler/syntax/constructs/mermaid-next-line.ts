import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../../text/lines.ts';
import type { Span } from '../../text/span.ts';
import type { Reader } from '../construct.ts';

/**
 * The next line where Mermaid takes it for the text of a word behind which nothing stands, whatever it says; null when there is
 * none, or it is blank and the word does not reach over it.
 */
export function takeNextLine(
  keyword: string,
  reader: Reader,
  overBlank: boolean,
): { readonly line: Line; readonly span: Span } | null {
  const isText = ({ text }: Line): boolean => text !== '' && !text.startsWith('%%');
  if (!reader.hasBlock(isText, ({ text }) => !overBlank && text === '')) return null;
  const { last: line, span } = reader.takeBlock(keyword, '', isText);
  if (line === null) return null;
  reader.report(diagnose('taken-for-text', { keyword, text: line.text }, spanOf(line)));
  return { line, span };
}
