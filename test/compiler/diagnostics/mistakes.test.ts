import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describe } from '../../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { titleOf } from '../../../compiler/diagnostics/fix.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { diagnosticsOf, mend } from './mend.ts';

/**
 * The mistakes that people make: `### sentence`, the text, `==>`, what is said of it and which fixes there are (`fix` safe,
 * `or` suggested), and behind a second `==>` the text after the safe ones, when there are any.
 */
const fixtures = readFileSync(new URL('./fixtures/mistakes.txt', import.meta.url), 'utf8');

const examples = fixtures
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [, sentence = '', text = '', said = ''] = /^([^\n]*)\n(.*?)\n==>\n(.*)$/s.exec(part) ?? [];
    return { sentence, text, said: said.trim() };
  });

test.for(examples)('$sentence', ({ text, said }) => {
  expect(tell(text)).toBe(said);
});

test('there are examples of each language', () => {
  expect(examples.length).toBeGreaterThan(40);
});

function tell(text: string): string {
  const told = diagnosticsOf(parse(text, 'a'))
    .filter(({ name }) => name !== 'undeclared-lifeline')
    .flatMap(tellOne);
  const mended = mend(text);
  return [...told, ...(mended === text ? [] : ['==>', mended])].join('\n').trim();
}

function tellOne(diagnostic: Diagnostic): readonly string[] {
  const { message, hint } = describe(diagnostic);
  const { line, column } = diagnostic.span;
  return [
    `${line}:${column} ${diagnostic.name}: ${message}`,
    ...(hint === null ? [] : [`  help: ${hint}`]),
    ...diagnostic.fixes.map((fix) => `  ${fix.safe ? 'fix' : 'or'}: ${titleOf(fix)}`),
  ];
}
