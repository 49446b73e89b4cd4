import { array, assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseLabel } from '../../../compiler/interaction/label.ts';

test.each([
  ['  POST   sell\torder ', 'POST sell order'],
  ['Buyer \\n[daemon]', 'Buyer [daemon]'],
  ['one<br/>two<BR>three', 'one two three'],
  ['**pay** //now// __or__ --never-- ""x""', 'pay now or never x'],
  ['<b>pay</b> <color:red>now</color> <size:9>x</size>', 'pay now x'],
  ['[[https://example.org{tip} the spec]]', 'the spec'],
  ['[[https://example.org the spec]] v2', 'the spec v2'],
  ['<link:https://example.org>the spec</link> <wordwrap:40>x</wordwrap> <size:9>y</size>', 'the spec x y'],
  ['++large++ --small-- c++ and i++', 'large small c++ and i++'],
  ['2 \\* 3 a\\-b', '2 * 3 a-b'],
  ['%autonumber% login', 'login'],
  ['a &lt; b &amp; c #59; d #35;', 'a < b & c ; d #'],
  ['200 OK', '200 OK'],
  ['GET https://example.org//x?a=1', 'GET https://example.org//x?a=1'],
  ['--verbose --dry-run', '--verbose --dry-run'],
  ['a_b__c__d snake__case', 'a_b__c__d snake__case'],
  ['List<Order>', 'List<Order>'],
  ['keeps Case', 'keeps Case'],
])('"%s" is compared as "%s"', (label, normalised) => {
  expect(normaliseLabel(label)).toBe(normalised);
});

test('a normalised label stays as it is', () => {
  const pieces = constantFrom(
    '<',
    '>',
    'b',
    '/',
    '*',
    '**',
    '#lt;',
    '&gt;',
    '&amp;',
    'br',
    '\\n',
    ' ',
    '[[',
    ']]',
    'x',
    '--',
    '~~',
    '__',
    '++',
    '\\',
    '-',
  );
  assert(
    property(
      array(pieces, { maxLength: 12 }).map((some) => some.join('')),
      string(),
      (markup, text) => {
        for (const label of [markup, text, markup + text]) {
          const once = normaliseLabel(label);
          expect(normaliseLabel(once)).toBe(once);
        }
      },
    ),
  );
});

test('a label full of marks that nothing closes is compared as fast as any other', () => {
  for (const mark of ['[[', '[[a{', ' --a', ' ++a', ' __a', '<b ', '<link:', '&#1', '**', '""a']) {
    const started = performance.now();
    normaliseLabel(mark.repeat(90_000 / mark.length));
    expect(performance.now() - started, mark).toBeLessThan(10_000);
  }
});
