import { diagnose } from '../../diagnostics/diagnostic.ts';
import { directiveNames } from '../../directives/directives.ts';
import { blockText, type Line, spanOf } from '../../text/lines.ts';
import { literalSpan } from '../../text/literal.ts';
import type { Construct, Reader, Reading } from '../construct.ts';
import { rewriting } from '../fixes.ts';
import { cutOf } from '../mermaid-lines.ts';
import { skipBlanks } from '../names.ts';
import { nearest } from '../nearest.ts';

/** `' text`, and `' @name value`, which is a directive, in PlantUML. */
export const plantumlComment: Construct = {
  name: 'comment',
  begins: ["'"],
  read: (line, reader) => (line.text.startsWith("'") ? readComment(line, reader, 1) : null),
};

/** `/' text '/`, over as many lines as it takes. */
export const plantumlBlockComment: Construct = {
  name: 'block comment',
  begins: ["/'"],
  read(line, reader) {
    if (!line.text.startsWith("/'")) return null;
    if (line.text.endsWith("'/") && line.text.length > 3) {
      return { kind: 'comment', text: line.text, span: spanOf(line) };
    }
    const block = reader.takeBlock("/'", "'/", (next) => next.text.endsWith("'/"));
    const rows = block.last === null ? block.lines : [...block.lines, block.last];
    const text = [line.text, ...(rows.length === 0 ? [] : [blockText(rows)])].join('\n');
    return { kind: 'comment', text, span: block.span };
  },
};

/** `# text` in WSD and SDO, `// text` in SDO; with `@name value` it is a directive. */
export const wsdComment: Construct = {
  name: 'comment',
  begins: ['#', '//'],
  read(line, reader) {
    if (line.text.startsWith('#')) return readComment(line, reader, 1);
    return line.text.startsWith('//') ? readComment(line, reader, 2) : null;
  },
};

/** `%% text` in Mermaid, with `@name value` a directive; `# text`, which Mermaid passes over without saying so. */
export const mermaidComment: Construct = {
  name: 'comment',
  begins: ['%%', '#'],
  read(line, reader) {
    if (line.text.startsWith('%%')) return readComment(line, reader, 2);
    return cutOf(line.text) === 0 ? { kind: 'comment', text: line.text, span: spanOf(line) } : null;
  },
};

function readComment(line: Line, reader: Reader, marks: number): Reading {
  const { text } = line;
  const span = spanOf(line);
  if (text[skipBlanks(text, marks)] !== '@') return { kind: 'comment', text, span };
  const found = /^\s*@([a-z][\w-]*)(?=\s|$)/i.exec(text.slice(marks, marks + 200));
  // An `@enduml` that was commented out is a comment.
  if (found === null || /^(?:start|end)[a-z]+$/.test(found[1] as string)) {
    return { kind: 'comment', text, span };
  }
  const name = found[1] as string;
  if (!directiveNames.some((one) => one === name)) {
    const suggestion = nearest(name, directiveNames);
    const end = marks + found[0].length;
    const fixes =
      suggestion === null ? [] : rewriting(line, { start: end - name.length, end, text: suggestion }, false);
    reader.report(diagnose('unknown-directive', { directive: name, suggestion }, span, [], fixes));
  }
  const value = text.slice(marks + found[0].length).trim();
  const start = text.indexOf(value, marks + found[0].length);
  const valueSpan = value === '' ? null : literalSpan(line, start, start + value.length);
  return { kind: 'directive', name, value, span, valueSpan };
}
