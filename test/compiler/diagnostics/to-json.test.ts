import { expect, test } from 'vitest';
import { diagnose } from '../../../compiler/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../../compiler/diagnostics/sort.ts';
import { diagnosticToJson } from '../../../compiler/diagnostics/to-json.ts';

const span = { file: 'a.puml', line: 3, column: 5, endLine: 3, endColumn: 9 };

test('a diagnostic for machines has its code, its name, its words and its places', () => {
  const related = [{ span: { ...span, line: 1, endLine: 2 }, message: 'declared here' }];

  expect(diagnosticToJson(diagnose('unused-lifeline', { id: 'A' }, span, related), span.file)).toEqual({
    code: 'SQ303',
    name: 'unused-lifeline',
    severity: 'warning',
    message: '"A" is declared and takes part in nothing',
    hint: 'remove it, or draw what it does',
    line: 3,
    column: 5,
    endLine: 3,
    endColumn: 9,
    related: [{ message: 'declared here', file: 'a.puml', line: 1, column: 5, endLine: 2, endColumn: 9 }],
  });
});

test('one without a hint has no such key', () => {
  expect(diagnosticToJson(diagnose('recursive-ref', { label: 'a' }, span), span.file)).not.toHaveProperty(
    'hint',
  );
});

test('diagnostics are sorted by place, and keep their order at one place', () => {
  const at = (id: string, line: number, column: number) =>
    diagnose('unused-lifeline', { id }, { ...span, line, column });
  const sorted = sortDiagnostics([at('d', 2, 1), at('b', 1, 9), at('a', 1, 2), at('c', 1, 9)]);

  expect(sorted.map(({ args }) => args)).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }]);
});
