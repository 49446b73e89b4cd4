import { describe, expect, test } from 'vitest';
import { parse } from '../../../compiler/syntax/parse.ts';
import { decodeText } from '../../../compiler/text/decode.ts';
import { type Example, readExamples } from './fixtures.ts';
import { outline } from './outline.ts';

/** What editors and tools of the world make of the end of a line and of the beginning of a file. */
const ways: readonly { readonly way: string; readonly bytes: (text: string) => Uint8Array }[] = [
  { way: 'with CR LF', bytes: (text) => utf8(text.replaceAll('\n', '\r\n')) },
  { way: 'with CR', bytes: (text) => utf8(text.replaceAll('\n', '\r')) },
  { way: 'with LF at the end', bytes: (text) => utf8(`${text}\n`) },
  { way: 'with a byte order mark', bytes: (text) => utf8(`\u{feff}${text}`) },
  {
    way: 'in UTF-16',
    bytes: (text) => new Uint8Array(new Uint16Array(units(`\u{feff}${text}`)).buffer),
  },
];

describe.each(ways)('a file $way', ({ bytes }) => {
  test('says the same at the same places', () => {
    const other = readExamples().filter((example) => read(bytes(example.text)) !== written(example));
    expect(other.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
  });
});

test('a file with tabs before its lines says the same one column further', () => {
  const other = readExamples().filter((example) => {
    // What stands before a continued line is a blank in its text.
    const shifted = read(utf8(example.text.replaceAll(/(?<!\\\n)^(?=.)/gm, '\t')));
    const back = shifted.replaceAll(
      /^! (\d+):(\d+)-(\d+):(\d+)/gm,
      (_, line, column, endLine, endColumn) =>
        `! ${line}:${Number(column) - 1}-${endLine}:${Number(endColumn) - 1}`,
    );
    return back !== written(example);
  });
  expect(other.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
});

function read(bytes: Uint8Array): string {
  const { text } = decodeText(bytes, 'example');
  return outline(parse(text ?? '', 'example'));
}

/** Not what the fixture says, so that a wrong one fails in its own test alone. */
function written({ text }: Example): string {
  return outline(parse(text, 'example'));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function* units(text: string): Generator<number> {
  for (let index = 0; index < text.length; index++) yield text.charCodeAt(index);
}
