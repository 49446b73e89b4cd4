import { expect, test } from 'vitest';
import { reportTimeoutsDrawnAsSteps } from '../../../compiler/analysis/timeout-drawn-as-step.ts';
import { type CompiledDiagram, compile } from '../../../compiler/compile.ts';
import { specified } from './findings.ts';

/** `line → line` of the step and of what comes all the same. */
function suspected(...lines: readonly string[]): readonly string[] {
  const [compiled] = compile(lines.join('\n'), 'test').diagrams;
  if (compiled === undefined) throw new Error('no diagram');
  return places(compiled);
}

function places({ diagram, interaction }: CompiledDiagram): readonly string[] {
  return reportTimeoutsDrawnAsSteps(diagram, interaction).map(
    ({ span, related }) => `${span.line} → ${related.map((other) => other.span.line).join(' ')}`,
  );
}

test('the three timeouts of the agreement are found, with what comes all the same', () => {
  expect(places(specified('agreement/agreement.puml'))).toEqual(['21 → 22', '39 → 40', '44 → 45']);
  expect(places(specified('order-flow/order-flow.wsd'))).toEqual([]);
  expect(places(specified('cfd-order/order.puml'))).toEqual([]);
});

test('a guest who leaves when nobody comes, and is served in the same run', () => {
  expect(
    suspected(
      'sequenceDiagram',
      'Guest->>Waiter: call',
      'Guest->>Guest: no waiter after 10 minutes, leave',
      'Waiter-->>Guest: here I am',
    ),
  ).toEqual(['3 → 4']);
});

test('a timeout below what came in time', () => {
  expect(
    suspected(
      'title t',
      'Client->Server:query',
      'Server-->Client:rows',
      'Client->Client:on timeout: show an error',
    ),
  ).toEqual(['4 → 3']);
});

test.each([
  'lease not renewed on time, drop it',
  'the request times out',
  'timeout: give up',
  'deadline has passed',
  'when the read timeout fires, retry',
  'after 30 s cancel the order',
  '(2) Timeout',
])('"%s" reads like a timeout', (label) => {
  expect(suspected('@startuml', 'A -> B : ask', `A -> A : ${label}`, 'B --> A : answer', '@enduml')).toEqual([
    '3 → 4',
  ]);
});

test.each([
  'set timeout 5s',
  'timeout = 30 s',
  'start timer',
  'cancel the timeout',
  'arrived in time',
  'timeout policy',
  'read the expiry date',
  'after 30 s poll again',
  'notify in time for dinner',
])('"%s" does not', (label) => {
  expect(suspected('@startuml', 'A -> B : ask', `A -> A : ${label}`, 'B --> A : answer', '@enduml')).toEqual(
    [],
  );
});

test('in operands that exclude each other it is drawn as it is meant', () => {
  expect(
    suspected(
      '@startuml',
      'A -> B : ask',
      'alt in time',
      'B --> A : answer',
      'else',
      'A -> A : no answer within 5s, give up',
      'end',
      '@enduml',
    ),
  ).toEqual([]);
  expect(
    suspected('@startuml', 'A -> B : ask', 'break', 'A -> A : timeout', 'end', 'B --> A : answer', '@enduml'),
  ).toEqual([]);
});

test('where nothing else happens to its lifeline there is nothing that it excludes', () => {
  expect(suspected('@startuml', 'A -> B : no answer within 5s', 'B -> C : alarm', '@enduml')).toEqual([]);
});
