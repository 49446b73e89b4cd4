import type { Part, Sketch } from '../reference/sketch.ts';

/** The golden diagrams as sketches, by name, written down by hand from their texts. */
export const goldenSketches: Readonly<Record<string, Sketch>> = {
  'two independent messages': [message('A', 'B', 'x'), message('C', 'D', 'y')],
  'a chain': [message('A', 'B', 'x'), message('B', 'C', 'y'), message('C', 'A', 'z')],
  'two messages on one channel': [message('A', 'B', 'x'), message('A', 'B', 'y')],
  'crossing messages': [message('A', 'B', 'x'), message('B', 'A', 'y')],
  'a race of two senders': [message('A', 'C', 'x'), message('B', 'C', 'y')],
  'a self-message is one action': [{ kind: 'self', on: 'A', label: 'think' }, message('A', 'B', 'x')],
  'par of two messages': [{ kind: 'par', operands: [[message('A', 'B', 'x')], [message('A', 'B', 'y')]] }],
  'par of chains': [
    {
      kind: 'par',
      operands: [[message('A', 'B', 'a1'), message('B', 'A', 'a2')], [message('C', 'D', 'c1')]],
    },
    message('A', 'C', 'end'),
  ],
  'alt with a common decider': [
    message('A', 'B', 'q'),
    { kind: 'alt', operands: [[message('B', 'A', 'ok')], [message('B', 'A', 'ko')]] },
  ],
  'alt, one operand on every lifeline': [
    { kind: 'alt', operands: [[message('A', 'B', 'x')], [message('C', 'D', 'y')]] },
  ],
  opt: [message('A', 'B', 'x'), { kind: 'opt', body: [message('A', 'B', 'y')] }],
  'loop 0,2': [
    { kind: 'loop', min: 0, max: 2, body: [message('A', 'B', 'x'), message('B', 'A', 'y')] },
    message('A', 'B', 'z'),
  ],
  'loop 2 times, weakly sequenced': [{ kind: 'loop', min: 2, max: 2, body: [message('A', 'B', 'x')] }],
  'equal labels, different receivers': [
    message('A', 'B', 'x'),
    message('A', 'C', 'x'),
    message('B', 'C', 'x'),
  ],
  'break at the top level': [
    message('A', 'B', 'a'),
    { kind: 'break', body: [message('B', 'A', 'stop')] },
    message('B', 'A', 'go'),
    message('A', 'B', 'more'),
  ],
  'break in a loop ends the loop': [
    {
      kind: 'loop',
      min: 1,
      max: 2,
      body: [
        message('A', 'B', 'a'),
        { kind: 'break', body: [message('B', 'A', 'stop')] },
        message('B', 'A', 'c'),
      ],
    },
    message('A', 'B', 'z'),
  ],
  'break in par ends its operand only': [
    {
      kind: 'par',
      operands: [
        [{ kind: 'break', body: [message('A', 'B', 's')] }, message('A', 'B', 'a')],
        [message('C', 'D', 'c')],
      ],
    },
    message('C', 'D', 'd'),
  ],
  'strict orders all lifelines (sequencediagram.org)': [
    { kind: 'strict', body: [message('A', 'B', 'x'), message('C', 'D', 'y')] },
  ],
  'critical keeps another operand out, lifeline by lifeline': [
    {
      kind: 'par',
      operands: [
        [{ kind: 'critical', body: [message('A', 'B', 'x'), message('A', 'B', 'y')] }],
        [message('A', 'B', 'z')],
      ],
    },
  ],
  'a lost message has only a send': [
    { kind: 'lost', from: 'A', to: 'B', label: 'gone' },
    message('A', 'B', 'x'),
  ],
  gates: [
    { kind: 'gate-in', to: 'A', label: 'in' },
    message('A', 'B', 'x'),
    { kind: 'gate-out', from: 'B', label: 'out' },
  ],
  'a ref without a diagram joins its lifelines': [
    message('A', 'B', 'x'),
    { kind: 'ref', lifelines: ['A', 'B'], label: 'setup' },
    message('B', 'A', 'y'),
  ],
  'a bidirectional arrow is two messages': [{ kind: 'both', left: 'A', right: 'B', label: 'h' }],
  'par over one sender and two receivers': [
    { kind: 'par', operands: [[message('A', 'B', 'x')], [message('A', 'C', 'y')]] },
    message('B', 'C', 'z'),
  ],
  'nested alt in loop in par': [
    {
      kind: 'par',
      operands: [
        [
          {
            kind: 'loop',
            min: 0,
            max: 1,
            body: [{ kind: 'alt', operands: [[message('A', 'B', 'x')], [message('A', 'B', 'y')]] }],
          },
        ],
        [message('C', 'B', 'z')],
      ],
    },
  ],
  'weak sequencing lets the next iteration overtake': [
    { kind: 'loop', min: 0, max: 2, body: [message('A', 'B', 'x'), message('B', 'C', 'y')] },
  ],
};

function message(from: string, to: string, label: string): Part {
  return { kind: 'message', from, to, label };
}
