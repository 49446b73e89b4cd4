import { describe, expect, test } from 'vitest';
import { message } from '../../../compiler/interaction/message-name.ts';
import type { Interpretation } from '../../../compiler/interpretation/interpretation.ts';
import { drawn, interpreted, meant, runsOf } from './meant.ts';

const [x, y, z] = [message('x'), message('y'), message('z')];

describe('what an author could have drawn means what it means when it is drawn', () => {
  const cases: readonly {
    readonly does: string;
    readonly text: string;
    readonly interpretation: Interpretation;
    readonly as: string;
    /** Where there are loops: how long the runs are that are compared. */
    readonly longest?: number;
  }[] = [
    {
      does: 'reverse turns an arrow round',
      text: drawn('A -> B : x', 'A --> B : y'),
      interpretation: { reverse: [y] },
      as: drawn('A -> B : x', 'B --> A : y'),
    },
    {
      does: 'threads are the operands of a par, also where their messages are drawn in turn',
      text: drawn('A -> B : (1) x', 'A -> C : (2) x', 'B -> A : (1) y', 'C -> A : (2) y', 'A -> D : z'),
      interpretation: { threads: { one: { messages: /^\(1\)/ }, two: { messages: /^\(2\)/ } } },
      as: drawn(
        'par',
        'A -> B : (1) x',
        'B -> A : (1) y',
        'else',
        'A -> C : (2) x',
        'C -> A : (2) y',
        'end',
        'A -> D : z',
      ),
    },
    {
      does: 'what is drawn between the messages of threads, and belongs to none, is one more operand',
      text: drawn('A -> B : x', 'A -> A : main', 'B -> A : y'),
      interpretation: { threads: { one: { messages: [x, y] } } },
      as: drawn('par', 'A -> B : x', 'B -> A : y', 'else', 'A -> A : main', 'end'),
    },
    {
      does: 'a thread that is spawned among the others begins behind the message that spawns it',
      text: drawn('A -> B : (1) x', 'A -> A : fork', 'A -> B : (2) x', 'A -> A : main', 'B -> A : (1) y'),
      interpretation: {
        threads: {
          one: { messages: /^\(1\)/ },
          two: { messages: /^\(2\)/, owner: 'A', spawn: message('fork') },
        },
      },
      as: drawn(
        'par',
        'A -> B : (1) x',
        'B -> A : (1) y',
        'else',
        'A -> A : fork',
        'par',
        'A -> A : main',
        'else',
        'A -> B : (2) x',
        'end',
        'end',
      ),
    },
    {
      does: 'a thread may spawn another one',
      text: drawn('A -> B : x', 'B -> C : y', 'B -> A : z'),
      interpretation: {
        threads: { one: { messages: [x, z] }, two: { messages: [y], owner: 'B', spawn: x } },
      },
      as: drawn('A -> B : x', 'par', 'B -> A : z', 'else', 'B -> C : y', 'end'),
    },
    {
      does: 'threads may stand in an operand',
      text: drawn('opt', 'A -> B : x', 'A -> B : y', 'A -> B : z', 'end', 'B -> A : w'),
      interpretation: { threads: { one: { messages: [x] }, two: { messages: [y] } } },
      as: drawn('opt', 'par', 'A -> B : x', 'else', 'A -> B : y', 'end', 'A -> B : z', 'end', 'B -> A : w'),
    },
    {
      does: 'alternatives are an alt',
      text: drawn('A -> B : x', 'A -> B : y', 'B -> A : z', 'B -> C : w'),
      interpretation: { alternatives: [[x, [y, z]]] },
      as: drawn('alt', 'A -> B : x', 'else', 'A -> B : y', 'B -> A : z', 'end', 'B -> C : w'),
    },
    {
      does: 'alternatives inside alternatives',
      text: drawn('A -> B : x', 'A -> B : y', 'B -> A : z'),
      interpretation: {
        alternatives: [
          [x, [y, z]],
          [y, z],
        ],
      },
      as: drawn('alt', 'A -> B : x', 'else', 'alt', 'A -> B : y', 'else', 'B -> A : z', 'end', 'end'),
    },
    {
      does: 'unordered steps are a par',
      text: drawn('A -> B : x', 'A -> C : y', 'C -> A : z'),
      interpretation: { unordered: [[x, [y, z]]] },
      as: drawn('par', 'A -> B : x', 'else', 'A -> C : y', 'C -> A : z', 'end'),
    },
    {
      does: 'an optional step is an opt, around fragments, too',
      text: drawn('A -> B : x', 'par', 'A -> B : y', 'else', 'A -> C : z', 'end', 'B -> A : w'),
      interpretation: { optional: [[y, z]] },
      as: drawn('A -> B : x', 'opt', 'par', 'A -> B : y', 'else', 'A -> C : z', 'end', 'end', 'B -> A : w'),
    },
    {
      does: 'a message may be optional in an operand behind which a break stands',
      text: drawn('loop 2', 'A -> B : x', 'break', 'B -> A : y', 'end', 'B -> C : z', 'end'),
      interpretation: { optional: [z] },
      as: drawn('loop 2', 'A -> B : x', 'break', 'B -> A : y', 'end', 'opt', 'B -> C : z', 'end', 'end'),
    },
    {
      does: 'what is repeated is a loop that runs once or more',
      text: drawn('A -> B : x', 'B -> A : y', 'A -> C : z'),
      interpretation: { repeat: [[x, y]] },
      as: drawn('loop 1,*', 'A -> B : x', 'B -> A : y', 'end', 'A -> C : z'),
      longest: 10,
    },
    {
      does: 'what is repeated in strict order is repeated strictly',
      text: drawn("' @order strict", 'group g', 'A -> B : x', 'C -> D : y', 'end'),
      interpretation: { repeat: [[x, y]] },
      as: drawn(
        "' @order strict",
        'group g',
        "' @order strict",
        'loop 1,*',
        'A -> B : x',
        'C -> D : y',
        'end',
        'end',
      ),
      longest: 8,
    },
    {
      does: 'one message of a strict sequence may be optional',
      text: drawn("' @order strict", 'group g', 'A -> B : x', 'C -> D : y', 'A -> B : z', 'end'),
      interpretation: { optional: [y] },
      as: drawn("' @order strict", 'group g', 'A -> B : x', 'opt', 'C -> D : y', 'end', 'A -> B : z', 'end'),
    },
    {
      does: 'an extra message may occur anywhere',
      text: drawn('A -> B : x', 'A -> B : y'),
      interpretation: { extra: [{ label: 'beat', from: 'B', to: 'A' }] },
      as: drawn('par', 'A -> B : x', 'A -> B : y', 'else', 'loop', 'B -> A : beat', 'end', 'end'),
      longest: 8,
    },
    {
      does: 'an extra message to oneself is an action',
      text: drawn('A -> B : x'),
      interpretation: { extra: [{ label: 'rest', from: 'B', to: 'B' }] },
      as: drawn('par', 'A -> B : x', 'else', 'loop', 'B -> B : rest', 'end', 'end'),
      longest: 5,
    },
  ];

  test.each(cases)('$does', ({ text, interpretation, as, longest }) => {
    const runs = runsOf(interpreted(text, interpretation), longest);
    expect(runs).toEqual(runsOf(interpreted(as, {}), longest));
    expect(runs).not.toEqual(runsOf(interpreted(text, {}), longest));
  });
});

describe('after', () => {
  const threads = { one: { messages: /^1/ }, two: { messages: /^2/ } };

  test('puts a message behind another one of a thread beside it, where both take part', () => {
    const text = drawn('A -> B : 1x', 'B -> C : 2y');
    const ordered = interpreted(text, { threads, after: [[message('1x'), message('2y')]] });
    expect(runsOf(ordered)).toEqual(['A!1x B?1x B!2y C?2y']);
    const turned = interpreted(text, { threads, after: [[message('2y'), message('1x')]] });
    expect(runsOf(turned)).toEqual([
      'A!1x B!2y B?1x C?2y',
      'A!1x B!2y C?2y B?1x',
      'B!2y A!1x B?1x C?2y',
      'B!2y A!1x C?2y B?1x',
      'B!2y C?2y A!1x B?1x',
    ]);
  });

  test('does not wait for what does not happen, which can then not happen behind', () => {
    const text = drawn('A -> A : 1x', 'A -> A : 2y');
    const interpretation = {
      threads,
      optional: [message('1x')],
      after: [[message('1x'), message('2y')] as const],
    };
    expect(runsOf(interpreted(text, interpretation))).toEqual(['A.1x A.2y', 'A.2y']);
  });

  test('waits for every iteration', () => {
    const text = drawn('loop 2', 'A -> A : 1x', 'end', 'A -> A : 2y');
    const interpretation = { threads, after: [[message('1x'), message('2y')] as const] };
    expect(runsOf(interpreted(text, interpretation))).toEqual(['A.1x A.1x A.2y']);
  });

  test('orders each iteration of a loop around both by itself', () => {
    const text = drawn('loop 2', 'A -> A : 1x', 'A -> A : 2y', 'end');
    const interpretation = { threads, after: [[message('1x'), message('2y')] as const] };
    expect(runsOf(interpreted(text, interpretation))).toEqual(['A.1x A.2y A.1x A.2y']);
  });

  test('several orders hold at once', () => {
    const text = drawn('A -> A : 1x', 'A -> A : 1y', 'A -> A : 2x', 'A -> A : 2y');
    const interpretation: Interpretation = {
      threads,
      after: [
        [message('1x'), message('2y')],
        [message('2x'), message('1y')],
      ],
    };
    const [a, b, c, d] = ['A.1x', 'A.1y', 'A.2x', 'A.2y'];
    expect(runsOf(interpreted(text, interpretation))).toEqual(
      [
        [a, c, b, d],
        [a, c, d, b],
        [c, a, b, d],
        [c, a, d, b],
      ].map((run) => run.join(' ')),
    );
  });
});

describe('latest', () => {
  test('skips what a newer value may overtake, and never the newest', () => {
    const text = drawn('A -> F : set 1', 'F -> W : 1', 'A -> F : set 2', 'F -> W : 2');
    const runs = runsOf(interpreted(text, { latest: ['F'] }));
    const literal = runsOf(interpreted(text, {}));
    const skipping = ['A!set 1 A!set 2 F?set 1 F?set 2 F!2 W?2', 'A!set 1 F?set 1 A!set 2 F?set 2 F!2 W?2'];
    expect(runs).toEqual([...literal, ...skipping].toSorted());
  });

  test('skips nothing that the newer value waits for', () => {
    const text = drawn('A -> F : set 1', 'F -> A : 1', 'A -> F : set 2', 'F -> A : 2');
    const { said } = meant(text, { latest: ['F'] });
    expect(said).toEqual(['nothing-skipped: "F" sends nothing that could be skipped for something later']);
  });

  test('skips nothing behind which the same watcher may be told nothing', () => {
    const set = ['A -> F : set 1', 'F -> W : 1', 'A -> F : set 2'];
    for (const behind of [
      ['F -> V : 2'],
      ['opt', 'F -> W : 2', 'end'],
      ['alt', 'F -> W : 2', 'else', 'F -> V : 2', 'end'],
    ]) {
      expect(meant(drawn(...set, ...behind), { latest: ['F'] }).said, behind.join()).toHaveLength(1);
    }
    const always = ['alt', 'F -> W : 2', 'else', 'F -> W : none', 'end'];
    expect(meant(drawn(...set, ...always), { latest: ['F'] }).said).toEqual([]);
  });

  test('skips inside operands, each watcher by itself', () => {
    const text = drawn(
      'A -> F : set 1',
      'opt',
      'F -> W : 1',
      'F -> V : 1',
      'end',
      'A -> F : set 2',
      'F -> W : 2',
    );
    const as = drawn(
      'A -> F : set 1',
      'opt',
      'opt',
      'F -> W : 1',
      'end',
      'F -> V : 1',
      'end',
      'A -> F : set 2',
      'F -> W : 2',
    );
    expect(runsOf(interpreted(text, { latest: ['F'] }))).toEqual(runsOf(interpreted(as, {})));
  });
});

describe('an interpretation that does not fit is refused, and says where', () => {
  const three = drawn('A -> B : x', 'B -> C : y', 'C -> A : z');

  test.each<[string, string, Interpretation, string]>([
    [
      'a message that there is not',
      three,
      { optional: [message('w')] },
      "message-not-found: the binding speaks of message('w'), which the diagram does not have",
    ],
    [
      'a name that fits two',
      drawn('A -> B : x', 'B -> C : x'),
      { unordered: [[x]] },
      "message-ambiguous: message('x') in the binding fits 2 messages",
    ],
    [
      'a lifeline that there is not',
      three,
      { latest: ['D'] },
      'lifeline-not-found: the diagram has no lifeline "D"',
    ],
    [
      'the owner of a thread that there is not',
      three,
      { threads: { one: { messages: [x], owner: 'D' } } },
      'lifeline-not-found: the diagram has no lifeline "D"',
    ],
    [
      'an extra message of nobody',
      three,
      { extra: [{ label: 'beat', from: 'A', to: 'D' }] },
      'lifeline-not-found: the diagram has no lifeline "D"',
    ],
    [
      'alternatives between which something else is drawn',
      three,
      { alternatives: [[x, z]] },
      'parts-apart: what `interpret.alternatives` names does not stand side by side: message 1, A -> B: x (line 2), message 3, C -> A: z (line 4)',
    ],
    [
      'half a fragment',
      drawn('A -> B : x', 'opt', 'A -> B : y', 'A -> B : z', 'end'),
      { optional: [[x, y]] },
      'parts-apart: what `interpret.optional` names does not stand side by side: message 1, A -> B: x (line 2), message 2, A -> B: y (line 4)',
    ],
    [
      'a loop around the way out of one',
      drawn('loop', 'A -> B : x', 'break', 'A -> B : y', 'end', 'end'),
      { unordered: [[x, y]] },
      'parts-apart: what `interpret.unordered` names does not stand side by side: message 1, A -> B: x (line 3), message 2, A -> B: y (line 5)',
    ],
    [
      'a thread without a message',
      three,
      { threads: { one: { messages: /^\(1\)/ } } },
      'thread-empty: no message belongs to the thread "one": no label fits /^\\(1\\)/',
    ],
    [
      'a message of two threads',
      three,
      { threads: { one: { messages: [x] }, two: { messages: /x/ } } },
      'thread-shared: message 1, A -> B: x (line 2) belongs to "one" and "two"',
    ],
    [
      'a message with the tag of another thread',
      three,
      { threads: { one: { messages: [x, z], owner: 'B' } } },
      'thread-astray: message 3, C -> A: z (line 4) cannot be of the thread "one": "B" takes no part in it, and nothing of the thread has reached its sender',
    ],
    [
      'a thread that is drawn above its spawn',
      three,
      { threads: { one: { messages: [y], spawn: z } } },
      'thread-before-spawn: the thread "one" begins with message 3, C -> A: z (line 4), but message 2, B -> C: y (line 3) is drawn above that',
    ],
    [
      'an order of messages that share no lifeline',
      drawn('A -> B : x', 'C -> D : y'),
      { after: [[x, y]] },
      'after-refused: no lifeline takes part in both message 1, A -> B: x (line 2) and message 2, C -> D: y (line 3), so nobody could keep their order',
    ],
    [
      'an order that is drawn',
      three,
      { after: [[x, y]] },
      'after-refused: message 2, B -> C: y (line 3) is drawn below message 1, A -> B: x (line 2) anyway',
    ],
    [
      'an order against the drawing',
      three,
      { after: [[y, x]] },
      'after-refused: message 1, A -> B: x (line 2) is drawn above message 2, B -> C: y (line 3) and comes before it',
    ],
    [
      'an order of alternatives',
      drawn('alt', 'A -> B : x', 'else', 'A -> B : y', 'end'),
      { after: [[x, y]] },
      'after-refused: no run has both message 1, A -> B: x (line 3) and message 2, A -> B: y (line 4), so they have no order'.replace(
        'line 4',
        'line 5',
      ),
    ],
    [
      'an order with what is in a critical region',
      drawn('par', 'critical', 'A -> B : x', 'A -> C : y', 'end', 'else', 'A -> A : z', 'end'),
      { after: [[z, y]] },
      'after-refused: message 3, A -> A: z (line 8) or message 2, A -> C: y (line 5) is in a critical region, which would have to be interrupted for the other',
    ],
    [
      'orders in a circle',
      drawn('par', 'A -> B : x', 'B -> A : y', 'else', 'A -> B : z', 'B -> A : w', 'end'),
      {
        after: [
          [y, z],
          [message('w'), x],
        ],
      },
      'after-circular: message 3, A -> B: z (line 6) cannot wait for message 2, B -> A: y (line 4): with all that is drawn and added, each would wait for the other',
    ],
    [
      'an option that there is not',
      three,
      { remove: [x] } as Interpretation,
      'binding-unsupported: `interpret.remove` in the binding is not supported',
    ],
  ])('%s', (_, text, interpretation, expected) => {
    expect(meant(text, interpretation).said).toEqual([expected]);
  });

  test('what is refused changes nothing, and all of it is told', () => {
    const { interaction, said } = meant(three, { alternatives: [[x, z]], optional: [message('w'), y] });
    expect(said).toHaveLength(2);
    expect(runsOf(interaction)).toEqual(runsOf(interpreted(three, { optional: [y] })));
  });
});

test('orders of a loop around a par are not taken for a circle', () => {
  const text = drawn('loop 3', 'par', 'A -> B : x', 'else', 'B -> A : y', 'end', 'end');
  expect(meant(text, { after: [[x, y]] }).said).toEqual([]);
});
