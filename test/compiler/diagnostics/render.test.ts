import { describe, expect, test } from 'vitest';
import { type Diagnostic, diagnose } from '../../../compiler/diagnostics/diagnostic.ts';
import { plain, renderDiagnostic, type Style } from '../../../compiler/diagnostics/render.ts';

const file = 'order.puml';

function span(line: number, column: number, endColumn: number, endLine = line): Diagnostic['span'] {
  return { file, line, column, endLine, endColumn };
}

/** Without colours, and without the blanks that no one sees at the ends of lines. */
function rendered(diagnostic: Diagnostic, ...lines: readonly string[]): string {
  return renderDiagnostic(diagnostic, lines.join('\n'), plain);
}

function misspelt(place: Diagnostic['span'], related: Diagnostic['related'] = []): Diagnostic {
  return diagnose('misspelt-lifeline', { id: 'Bayer', suggestion: 'Buyer' }, place, related);
}

test('a diagnostic shows its line with carets under the place, and what to do', () => {
  expect(rendered(misspelt(span(2, 6, 11)), 'Buyer -> Shop : a', 'A -> Bayer : b')).toBe(
    `
warning[SQ302] misspelt-lifeline: "Bayer" is used only once and is close to "Buyer"
 --> order.puml:2:6
  |
2 | A -> Bayer : b
  |      ^^^^^
  |
  = help: did you mean "Buyer"?`.trim(),
  );
});

test('related places are marked in text order, with a gap where lines are left out', () => {
  const related = [{ span: span(1, 1, 6), message: 'this one' }];
  const lines = ['Buyer -> Shop : a', '', '', '', '', '', '', '', '', 'A -> Bayer : b'];
  expect(rendered(misspelt(span(10, 6, 11), related), ...lines)).toContain(
    `
  --> order.puml:10:6
   |
 1 | Buyer -> Shop : a
   | ----- this one
...
10 | A -> Bayer : b
   |      ^^^^^
`,
  );
});

test('a line with two marks is shown once', () => {
  const related = [{ span: span(1, 1, 6), message: 'this one' }];
  expect(rendered(misspelt(span(1, 10, 15), related), 'Buyer -> Bayer : a')).toContain(
    `
1 | Buyer -> Bayer : a
  | ----- this one
  |          ^^^^^
`,
  );
});

test('a place over several lines is marked to the end of its first', () => {
  expect(rendered(misspelt(span(1, 3, 2, 4)), 'alt yes', '', '', 'end')).toContain(
    '1 | alt yes\n  |   ^^^^^\n',
  );
});

test('a place behind the end of its line gets one caret', () => {
  expect(rendered(misspelt(span(1, 4, 4)), 'alt')).toContain('1 | alt\n  |    ^\n');
});

test('a related place in another file is named, its text is not at hand', () => {
  const other = { ...span(7, 3, 9), file: 'included.puml' };
  expect(rendered(misspelt(span(1, 1, 6), [{ span: other, message: 'here' }]), 'Bayer -> A : a')).toContain(
    '\n ::: included.puml:7:3: here\n',
  );
});

test('without a text there is no frame', () => {
  expect(renderDiagnostic(diagnose('empty-file', {}, span(1, 1, 1)), '', plain)).toBe(
    `
error[SQ102] empty-file: the file is empty
 --> order.puml:1:1
  |
  = help: a diagram needs at least one message, such as \`A -> B : hello\``.trim(),
  );
});

describe('the carets stand under the place, however wide the text is', () => {
  test.each([
    ['a tab', '\tBayer', 2, 7, '    Bayer', '    ^^^^^'],
    ['wide characters', '買い手 Bayer', 5, 10, '買い手 Bayer', '       ^^^^^'],
    ['a wide place', 'A -> 買い手 : x', 6, 9, 'A -> 買い手 : x', '     ^^^^^^'],
    ['an emoji of many code units', '👩‍👩‍👧 Bayer', 10, 15, '👩‍👩‍👧 Bayer', '   ^^^^^'],
    ['combining accents', 'e\u0301e\u0301 Bayer', 6, 11, 'e\u0301e\u0301 Bayer', '   ^^^^^'],
  ])('%s', (_, line, column, endColumn, text, marks) => {
    expect(rendered(misspelt(span(1, column, endColumn)), line)).toContain(`1 | ${text}\n  | ${marks}\n`);
  });
});

describe('labels are untrusted text', () => {
  const evil = '\u001b[31mred\u001b[0m \u202eknil\u202c \u0007 \u009b2J';

  test('control characters of the diagram never reach the terminal', () => {
    const shown = rendered(diagnose('unknown-line', { text: evil, suggestion: null }, span(1, 1, 5)), evil);

    expect(shown).toContain('␛[31mred␛[0m');
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  });

  test('nor do those of a file name or of a related place', () => {
    const place = { ...span(1, 1, 2), file: '\u001b]0;x\u0007.puml' };
    const shown = rendered(misspelt(place, [{ span: span(1, 1, 2), message: evil }]), 'A -> B : x');

    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('of a long line only the part around the place is shown', () => {
  const line = `${'x'.repeat(500)} Bayer ${'y'.repeat(500)}`;

  test('with signs where it was cut', () => {
    const [, , , text = '', marks = ''] = rendered(misspelt(span(1, 502, 507)), line).split('\n');

    expect(text).toMatch(/^1 \| …x+ Bayer y+…$/);
    expect(text.length).toBe(104);
    expect(marks.indexOf('^')).toBe(text.indexOf('Bayer'));
    expect(marks).toMatch(/^ {2}\| +\^{5}$/);
  });

  test('a place at its start or end is shown with what is there', () => {
    expect(rendered(misspelt(span(1, 1, 3)), line)).toMatch(/\n1 \| x+…\n {2}\| \^\^\n/);
    expect(rendered(misspelt(span(1, 1007, 1008)), line)).toMatch(/\n1 \| …y+\n {2}\| +\^\n/);
  });

  test('a place that is too long itself is cut', () => {
    const [, , , text = '', marks = ''] = rendered(misspelt(span(1, 1, 1001)), line).split('\n');

    expect(text).toMatch(/^1 \| x+…$/);
    expect(marks).toBe(`  | ${'^'.repeat(98)}`);
  });

  test('megabytes cost nothing', () => {
    const long = 'ab '.repeat(4_000_000);
    const started = performance.now();
    rendered(misspelt(span(1, 6_000_000, 6_000_010)), long);

    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

test('the style paints the severity, the message and the frame', () => {
  const tags: Style = {
    severity: {
      error: (text) => `<e>${text}</e>`,
      warning: (text) => `<w>${text}</w>`,
      info: (text) => `<i>${text}</i>`,
    },
    strong: (text) => `<b>${text}</b>`,
    faint: (text) => `<f>${text}</f>`,
  };
  expect(renderDiagnostic(misspelt(span(1, 1, 6)), 'Bayer -> A : b', tags)).toBe(
    `
<w>warning[SQ302] misspelt-lifeline</w><b>: "Bayer" is used only once and is close to "Buyer"</b>
 <f>--></f> order.puml:1:1
<f>  |</f>
<f>1 |</f> Bayer -> A : b
<f>  |</f> <w>^^^^^</w>
<f>  |</f>
  <f>=</f> help: did you mean "Buyer"?`.trim(),
  );
});
