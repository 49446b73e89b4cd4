import { describe, expect, test } from 'vitest';
import {
  catalogue,
  type DiagnosticArguments,
  type DiagnosticName,
} from '../../../compiler/diagnostics/catalogue.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import { diagnose } from '../../../compiler/diagnostics/diagnostic.ts';

/** Arguments for every diagnostic: a new one is missed by the type checker until it stands here. */
const examples: { readonly [Name in DiagnosticName]: DiagnosticArguments[Name] } = {
  'not-text': { reason: 'it holds zero bytes' },
  'empty-file': {},
  'line-too-long': { length: 200, limit: 100 },
  'another-diagram-kind': { kind: 'class', guessed: null },
  'another-diagram-left-out': { kind: 'state' },
  'diagram-in-another-file': { target: 'login.puml' },
  'share-link': { site: 'sequencediagram.org' },
  'damaged-link': { site: 'sequencediagram.org', reason: 'its data cannot be unpacked' },
  'doubtful-link': { site: 'sequencediagram.org' },
  'no-diagram': {},
  'line-breaks-recovered': { lines: 51 },
  'unknown-line': { text: 'hello', suggestion: 'did you mean `end`?' },
  'stray-end': { keyword: 'end' },
  'stray-else': { keyword: 'else', fragment: 'par', suggestion: 'and' },
  'else-without-choice': { keyword: 'else', fragment: 'loop' },
  'unclosed-fragment': { keyword: 'alt' },
  'unclosed-fragment-tolerated': { keyword: 'alt' },
  'unclosed-block': { keyword: 'note', terminator: 'end note' },
  'missing-start-of-diagram': {},
  'missing-end-of-diagram': { expected: '@enduml' },
  'unknown-directive': { directive: 'lop', suggestion: 'loop' },
  'directive-without-effect': { directive: 'loop', reason: 'no loop follows' },
  'unsupported-construct': { construct: '`!procedure`' },
  'too-deep': { limit: 100 },
  'typographic-dash': { text: 'A –> B' },
  'undeclared-lifeline': { id: 'A' },
  'misspelt-lifeline': { id: 'Bayer', suggestion: 'Buyer' },
  'unused-lifeline': { id: 'A' },
  'redeclared-lifeline': { id: 'A' },
  'recursive-ref': { label: 'login' },
  'occurrence-after-destroy': { id: 'A' },
  'include-not-read': { path: 'common.puml', reason: 'there is no such file' },
  'include-repeated': { path: 'common.puml' },
  'recursive-include': { path: 'common.puml' },
  'undefined-variable': { name: 'Bob', value: 'Bob' },
  'expression-not-read': { text: '1 +', reason: 'it ends too early' },
  'unknown-function': { name: '%strln', suggestion: '%strlen' },
  'function-not-evaluated': { name: '%date', reason: 'a diagram means the same on every day' },
  'argument-missing': { macro: '$call', parameter: '$to' },
  'argument-unused': { macro: '$call', argument: 'B' },
  'preprocessor-line-ignored': { text: '!return 1', reason: 'only a `!function` returns something' },
  'preprocessor-stray-end': { keyword: '!endif', opener: '!if' },
  'assertion-failed': { text: '$version > 3' },
  'prose-kept': {},
  'read-as': { written: 'note overA: x', meant: 'note over A: x' },
  'template-line': { text: '{% endif %}' },
  'note-without-place': {},
  'label-cut': { shown: 'C' },
  'rejected-by-mermaid': { reason: 'a note lies over one or two lifelines', advice: 'write two notes' },
  'links-not-read': { keyword: 'links', problem: 'it is no JSON object' },
  'taken-for-text': { keyword: 'title', text: 'A->>B: x' },
  'quoted-name-first': { id: '"Alice X" as A', name: 'Alice X', alias: 'A' },
  'expansion-limit': { what: 'turns of loops', limit: 10_000 },
  'left-unformatted': { reason: 'it would not read the same' },
  'left-out': { construct: 'the colour', language: 'Mermaid' },
  'written-otherwise': { construct: 'the divider', language: 'Mermaid', instead: 'a note' },
  'meaning-lost': { construct: 'the gate', language: 'Mermaid', consequence: 'the message becomes a note' },
  'lifeline-renamed': { id: 'end', alias: 'end_', language: 'Mermaid' },
  'written-expanded': {},
  'meaning-differs': { language: 'Mermaid' },
  'directive-not-read': {
    directive: 'timeout',
    reason: '`soon` is no duration',
    suggestion: null,
    form: '5s',
  },
  'directive-repeated': { directive: 'timeout' },
  'nothing-silenced': { finding: 'race' },
  'unknown-payload-type': { type: 'Ordr', suggestion: 'Order' },
  'payload-type-unsaid': { type: 'Order' },
  'class-not-read': { name: 'Order', reason: 'it is its own parent' },
  'unknown-field-type': { name: 'Order', field: 'total', type: 'Money' },
  'unknown-macro': { name: '$participant' },
  'creation-without-message': { id: 'C' },
  'activation-after-delay': { action: 'activate', id: 'C' },
  'unknown-anchor': { name: 'strat', suggestion: 'start' },
  'duration-not-read': { text: '<= 5 parsecs' },
  'duration-without-bound': { text: '5 s' },
  'timing-unclear': { reason: '`{a}` stands at several messages of one run' },
  'nothing-parallel': {},
  'unresolved-ref': { label: 'login' },
  'loop-bounds': { label: 'retry', bounds: 'any number of times' },
  'alt-without-else': { label: 'in stock' },
  'label-filter-unreadable': { keyword: 'ignore' },
  'filtered-yet-drawn': { keyword: 'consider', labels: ['tick', 'tock'] },
  race: {
    lifeline: 'A',
    first: { kind: 'send', label: 'ask', peer: 'B' },
    second: { kind: 'receive', label: 'news', peer: 'C' },
    acrossIterations: false,
  },
  'races-cut': { runs: 2000, occurrences: null },
  'non-local-succession': { sender: 'A', isAction: false, previous: 'ask', label: 'go on' },
  'reply-backwards': { from: 'A', to: 'B', label: 'answer', call: 'ask', swapped: 'B --> A: answer' },
  'reply-without-call': { from: 'A', to: 'B', label: 'answer' },
  'activation-unbalanced': { id: 'A' },
  'activation-left-open': { id: 'A', endedElsewhere: true },
  'non-local-choice': { first: 'A', second: 'C', labels: ['x', 'y'] },
  'unreachable-operand': { keyword: 'loop', label: '0' },
  'not-analysed': { messages: 20_000, limit: 10_000 },
  'delivery-without-subscription': { feed: 'A', lifeline: 'B', deliveries: 2 },
  'condition-in-label': { kind: 'order', words: 'After both', label: 'After both, write' },
  'repetition-in-label': { words: 'polling', label: 'start polling', ofItself: true },
  'threads-in-labels': { threads: ['fork 1', 'fork 2'] },
  'question-left-open': { label: 'Oracle stuff?', of: 'frame' },
  'label-varies': { label: 'push order', other: 'Push order' },
  'alias-varies': { id: 'OrderFeed', name: 'OrderTile Feed', part: 'Order', word: 'OrderTile' },
  'subscription-without-delivery': { lifeline: 'A', feed: 'F', other: 'B' },
  'subscription-unconfirmed': { lifeline: 'A', feed: 'F', label: '' },
  'request-unanswered': { from: 'A', to: 'B', label: 'GET /orders' },
  'calls-overlapping': { caller: 'A', first: '', second: 'publish' },
  'activation-irregular': { id: 'A', idle: 2 },
  'delivery-overtaken': { feed: 'F', lifeline: 'A', label: 'price [1]', next: 'price [2]' },
  'updates-unordered': { lifeline: 'A', thing: 'set state', writers: ['B', 'C'] },
  'end-with-words': { text: 'end loop' },
  'end-of-another': { named: 'loop', keyword: 'alt' },
  'foreign-fragment': { keyword: 'group', language: 'Mermaid', instead: null },
  'comment-in-label': { comment: '%% later' },
  'note-over-many': { lifelines: 3 },
  'alias-swapped': { used: 'A', id: 'Alice', idFirst: true },
  'message-not-found': { name: '"ask"', candidates: ['"answer"'] },
  'message-ambiguous': { name: '"ask"', candidates: ['the first', 'the second'] },
  'lifeline-not-found': { id: 'C', lifelines: ['A', 'B'] },
  'lifeline-not-bound': { id: 'A' },
  'message-not-bound': { name: '"ask"' },
  'message-bound-twice': { name: '"ask"' },
  'transport-not-found': { transport: 'htp', name: '"ask"', transports: ['http'] },
  'answer-astray': { name: '"answer"', call: '"ask"' },
  'both-ends-real': { name: '"ask"' },
  'invariant-unknown-lifeline': { name: 'Bnak', suggestion: 'Bank' },
  'invariant-about-nothing': { pattern: '"pya"', suggestion: 'pay' },
  'times-contradictory': { said: 'at most 5 s', isLeast: false, rest: '10 s' },
  'times-contradictory-at-times': { said: 'at least 5 s', isLeast: true, rest: '3 s' },
  'timeout-drawn-as-step': { lifeline: 'A', label: 'expired', next: 'answer' },
  'binding-invariant-not-read': {
    invariant: '"pay" befor "ship"',
    reason: '`befor` stands where `before` belongs',
    suggestion: 'before',
  },
  'binding-unsupported': { option: 'interpret.remove' },
  'parts-apart': { option: 'unordered', names: ['the first', 'the second'] },
  'thread-empty': { thread: 'download', pattern: '/^download/' },
  'thread-shared': { name: 'message 1', threads: ['download', 'upload'] },
  'thread-astray': { thread: 'download', name: 'message 1', owner: 'A' },
  'thread-before-spawn': { thread: 'download', name: 'message 1', spawn: 'message 2' },
  'nothing-skipped': { id: 'A' },
  'after-refused': { first: 'message 1', second: 'message 2', reason: 'not-local' },
  'after-circular': { first: 'message 1', second: 'message 2' },
  'ref-not-found': { label: 'log in', labels: ['set up'] },
  'ref-without-diagram': { label: 'log in', file: 'login.puml' },
};

const names = Object.keys(catalogue) as readonly DiagnosticName[];
const span = { file: 'a.puml', line: 1, column: 1, endLine: 1, endColumn: 1 };

test('codes are unique and belong to their hundred', () => {
  const codes = names.map((name) => catalogue[name].code);

  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !/^SQ[1-6]\d\d$/.test(code))).toEqual([]);
});

test('what has no meaning is an error, what was probably not meant a warning, what was assumed an info', () => {
  const severities = {
    error: [
      'not-text',
      'another-diagram-kind',
      'stray-end',
      'stray-else',
      'unclosed-fragment',
      'recursive-ref',
    ].concat(['unknown-directive']),
    warning: [
      'unknown-line',
      'unclosed-fragment-tolerated',
      'misspelt-lifeline',
      'unused-lifeline',
      'race',
    ].concat(['activation-unbalanced', 'reply-backwards', 'delivery-without-subscription']),
    info: ['line-breaks-recovered', 'unresolved-ref', 'undeclared-lifeline', 'loop-bounds'].concat([
      'non-local-succession',
      'reply-without-call',
      'alt-without-else',
      'missing-start-of-diagram',
    ]),
  };
  const found = Object.fromEntries(
    Object.entries(severities).map(([severity, some]) => [
      severity,
      some.filter((name) => catalogue[name as DiagnosticName].severity === severity),
    ]),
  );

  expect(found).toEqual(severities);
});

describe.each(names)('%s', (name) => {
  const { message, hint } = describeDiagnostic(diagnose(name, examples[name], span));

  test('says in lower case and without a full stop what is', () => {
    expect(message).toMatch(/^[^A-Z]/);
    expect(message).not.toMatch(/[.!]$/);
    expect(message).not.toMatch(/\b(?:invalid|illegal|unexpected token)\b|undefined|\[object/i);
  });

  test('hints in the same manner what to do, if it hints', () => {
    if (hint === null) return;
    expect(hint).toMatch(/^[^A-Z]/);
    expect(hint).not.toMatch(/[.!]$/);
  });

  test('explains itself in sentences', () => {
    expect(catalogue[name].explanation).toMatch(/^[A-Z`].{20,}\.$/s);
  });
});

test('a kind of diagram has its article', () => {
  const { message } = catalogue['another-diagram-kind'];
  const articles = ['class', 'activity', 'use case', 'user journey'].map(
    (kind) => message({ kind, guessed: null }).split(' ')[2],
  );

  expect(articles).toEqual(['a', 'an', 'a', 'a']);
});

test('what has no text is not quoted', () => {
  const { message } = catalogue['non-local-succession'];
  const unnamed = { sender: 'A', previous: '', label: '' };

  expect([message({ ...unnamed, isAction: false }), message({ ...unnamed, isAction: true })]).toEqual([
    '"A" sends a message next, but took no part in the message before and cannot know that its turn has come',
    '"A" does something next, but took no part in the message before and cannot know that its turn has come',
  ]);
});

test('a race is told as what may happen', () => {
  const call = { kind: 'send', label: 'ask', peer: 'B' } as const;
  const second = { kind: 'receive', label: 'news', peer: 'C' } as const;
  const told = (first: DiagnosticArguments['race']['first'], acrossIterations = false): string =>
    catalogue.race.message({ lifeline: 'A', first, second, acrossIterations });

  expect([
    told(call),
    told({ kind: 'receive', label: 'answer', peer: 'B' }),
    told({ kind: 'receive', label: '', peer: null }),
    told({ kind: 'action', label: 'think', peer: null }),
    told({ kind: 'ref', label: 'setup', peer: null }),
    told(call, true),
  ]).toEqual([
    '"A" may receive "news" from "C" before it sends "ask" to "B"',
    '"A" may receive "news" from "C" before it receives "answer" from "B"',
    '"A" may receive "news" from "C" before it receives a message',
    '"A" may receive "news" from "C" before it does "think"',
    '"A" may receive "news" from "C" before it is through with "setup"',
    '"A" may receive "news" from "C" before it sends "ask" to "B" of the iteration before',
  ]);
});
