import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { convert } from '../../../compiler/convert/convert.ts';
import { describe as inWords } from '../../../compiler/diagnostics/describe.ts';
import type { Dialect } from '../../../compiler/syntax/diagram.ts';

/** `### sentence`, a text, and for each language `==> language`, what is written, and `! line: severity words`. */
const folder = new URL('./converted/', import.meta.url);
const examples = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split(/^### /m)
    .slice(1)
    .flatMap((part) => {
      const [head = '', ...conversions] = part.split(/^==> /m);
      const end = head.indexOf('\n');
      return conversions.map((conversion) => {
        const to = conversion.slice(0, conversion.indexOf('\n')) as Dialect;
        const expected = conversion.slice(to.length + 1).trimEnd();
        return { file, sentence: head.slice(0, end), text: head.slice(end + 1), to, expected };
      });
    }),
);

describe('what is written in another language, and what is said of it', () => {
  test.each(examples)('$file: $sentence, in $to', ({ text, to, expected }) => {
    const diagrams = compile(text, 'x').diagrams.map(({ diagram }) => diagram);
    const [diagram] = diagrams;
    if (diagram === undefined) throw new Error('the example holds no diagram');
    const converted = convert(diagram, to, diagrams);
    const said = converted.diagnostics.map((one) => {
      const { severity, message } = inWords(one);
      return `! ${one.span.line}: ${severity} ${message}\n`;
    });
    expect((converted.text + said.join('')).trimEnd()).toBe(expected);
  });

  test('in its own language a diagram stays as it is, with the preprocessor carried out', () => {
    const [compiled] = compile('@startuml\n!$x = "B"\nA -> $x\n@enduml', 'x').diagrams;
    const converted = compiled === undefined ? null : convert(compiled.diagram, 'plantuml');
    expect(converted).toMatchObject({ text: '@startuml\nA -> B\n@enduml\n', diagnostics: [] });
  });
});
