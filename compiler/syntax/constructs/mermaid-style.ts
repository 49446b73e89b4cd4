import { diagnose } from '../../diagnostics/diagnostic.ts';
import { blockText, type Line, spanOf } from '../../text/lines.ts';
import type { Construct, Reader, Reading } from '../construct.ts';
import type { Statement } from '../diagram.ts';
import { rewriting } from '../fixes.ts';
import { takeNextLine } from './mermaid-next-line.ts';
import { reportRejected } from './mermaid-rejects.ts';

const single = /^(?:sequenceDiagram|autonumber|accTitle|accDescr)(?=[\s:{]|$)/i;
const number = String.raw`\d+(?:\.\d+)?`;
const numbering = new RegExp(
  String.raw`^autonumber(?:\s+(?:${number}(?:\s+${number})?|off))?\s*(?:[#%].*)?$`,
  'i',
);

/** The header of Mermaid, its front matter, and lines that only say how things look. */
export const mermaidStyle: Construct = {
  name: 'style',
  read(line, reader) {
    const { text } = line;
    if (text === '---') return block(line, reader, '---', (next) => next === '---');
    if (text.startsWith('%%{') && !text.endsWith('}%%')) {
      return block(line, reader, '}%%', (next) => next.endsWith('}%%'));
    }
    if (/^accDescr\s*\{[^}]*$/i.test(text)) return block(line, reader, '}', (next) => next.includes('}'));
    const bare = /^(acc(?:Title|Descr))\s*:$/i.exec(text)?.[1];
    const taken = bare === undefined ? null : takeNextLine(bare, reader, true);
    if (taken !== null) {
      return { kind: 'style', text: `${text} ${taken.line.text}`, span: taken.span };
    }
    if (!single.test(text)) return null;
    if (/^autonumber/i.test(text) && !numbering.test(text)) {
      reportRejected(
        line,
        reader,
        'it is followed by a first number and a step, or by `off`',
        'write `autonumber`, `autonumber 10 5` or `autonumber off`',
      );
    }
    const header = /^sequenceDiagram/i.exec(text)?.[0] ?? null;
    if (header !== null && header !== 'sequenceDiagram') {
      const right = { start: 0, end: header.length, text: 'sequenceDiagram' };
      const args = { written: header, meant: right.text };
      reader.report(
        diagnose('read-as', args, spanOf(line, 0, header.length), [], rewriting(line, right, true)),
      );
    }
    if (header !== null && reader.hasBegun()) {
      reportRejected(line, reader, 'a diagram begins only once', 'remove this line');
    }
    return { kind: 'style', text, span: spanOf(line) };
  },
};

/** The title that a front matter gives; null for another statement. A `title` in the diagram itself is stronger. */
export function titleInFrontMatter(statement: Statement): string | null {
  if (statement.kind !== 'style' || !statement.text.startsWith('---\n')) return null;
  const written = /^title:[ \t]*(\S.*)$/m.exec(statement.text)?.[1]?.trim();
  return written?.replace(/^(["'])(.*)\1$/, '$2') ?? null;
}

function block(line: Line, reader: Reader, terminator: string, isEnd: (text: string) => boolean): Reading {
  const taken = reader.takeBlock(line.text, terminator, (next) => isEnd(next.text));
  const rows = taken.last === null ? taken.lines : [...taken.lines, taken.last];
  const text = rows.length === 0 ? line.text : `${line.text}\n${blockText(rows)}`;
  return { kind: 'style', text, span: taken.span };
}
