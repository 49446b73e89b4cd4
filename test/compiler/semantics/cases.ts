/**
 * Every line of compiler/SEMANTICS.md as an example: a diagram, runs that it has and runs that it does not have. A run is
 * written as `A!x` (A sends x, `A!x>B` when it matters to whom), `B?x` (B receives x), `A.x` (A does x), `[A,B]x` (a
 * ref), one after the other.
 */
export interface Case {
  readonly says: string;
  readonly diagram: string;
  readonly arrows?: 'async' | 'blocking' | 'rendezvous';
  readonly has: readonly string[];
  readonly hasNot: readonly string[];
}

/** A PlantUML diagram of these lines. */
export const plantuml = (...lines: readonly string[]): string =>
  ['@startuml', ...lines, '@enduml', ''].join('\n');

/** The same in sequencediagram.org's language; the participants in a group make the dialect certain. */
export const sdo = (...lines: readonly string[]): string =>
  [
    'title t',
    'participantgroup g',
    ...['A', 'B', 'C', 'D'].map((id) => `participant ${id}`),
    'end',
    ...lines,
    '',
  ].join('\n');

const mermaid = (...lines: readonly string[]): string => ['sequenceDiagram', ...lines, ''].join('\n');

export const cases: readonly Case[] = [
  // Occurrences
  {
    says: 'a message is a send and then a receive',
    diagram: plantuml('A -> B : x'),
    has: ['A!x B?x'],
    hasNot: ['B?x A!x', 'A!x', 'B?x', ''],
  },
  {
    says: 'a self-message is one action',
    diagram: plantuml('A -> A : x'),
    has: ['A.x'],
    hasNot: ['A!x', 'A.x A.x', ''],
  },
  {
    says: 'the last message of a lifeline that Mermaid destroys arrives, whatever its cross',
    diagram: mermaid('A->>C: x', 'destroy C', 'A-xC: y', 'A-xB: z'),
    has: ['A!x C?x A!y C?y A!z>B'],
    hasNot: ['A!x C?x A!y>C A!z>B', 'A!x C?x A!y C?y A!z B?z'],
  },
  {
    says: 'a lost message has only a send, to its peer',
    diagram: plantuml('A ->x B : x'),
    has: ['A!x'],
    hasNot: ['A!x B?x', ''],
  },
  {
    says: 'a found message has only a receive, without peer',
    diagram: plantuml('?-> A : x', 'A -> B : y'),
    has: ['A?x A!y B?y'],
    hasNot: ['A!y B?y', 'A!y B?y A?x'],
  },
  {
    says: 'at a gate only the inner end happens',
    diagram: plantuml('[-> A : in', 'A ->] : out'),
    has: ['A?in A!out'],
    hasNot: ['A!out A?in', 'A?in', 'A!out'],
  },
  {
    says: 'a bidirectional arrow is two unordered messages',
    diagram: plantuml('A <-> B : x'),
    has: ['A!x B?x B!x A?x', 'B!x A?x A!x B?x', 'A!x B!x B?x A?x'],
    hasNot: ['A!x B?x', 'A!x A?x B!x B?x'],
  },
  {
    says: 'a multicast is one message for each receiver',
    diagram: plantuml('A -> B & C : x'),
    has: ['A!x>B A!x>C B?x C?x', 'A!x>C C?x A!x>B B?x'],
    hasNot: ['A!x>B B?x', 'A!x>B B?x C?x', 'A!x>B A!x>B B?x C?x'],
  },
  {
    says: 'a hidden arrow is no message',
    diagram: plantuml('A -> B : x', 'A -[hidden]> B', 'A -> B : y'),
    has: ['A!x B?x A!y B?y'],
    hasNot: ['A!x B?x'],
  },
  // Order
  {
    says: 'one lifeline keeps the drawn order, different ones are unordered',
    diagram: plantuml('A -> B : x', 'C -> D : y'),
    has: ['A!x B?x C!y D?y', 'C!y D?y A!x B?x', 'C!y A!x D?y B?x'],
    hasNot: ['A!x B?x C!y', 'B?x A!x C!y D?y'],
  },
  {
    says: 'a chain of messages orders different lifelines',
    diagram: plantuml('A -> B : x', 'B -> C : y'),
    has: ['A!x B?x B!y C?y'],
    hasNot: ['B!y A!x B?x C?y', 'A!x B!y B?x C?y'],
  },
  {
    says: 'a receiver need not see two messages in the order of their different senders, but in the drawn one',
    diagram: plantuml('A -> C : x', 'B -> C : y'),
    has: ['B!y A!x C?x C?y', 'A!x C?x B!y C?y'],
    hasNot: ['A!x B!y C?y C?x'],
  },
  {
    says: 'strict orders its statements on all lifelines',
    diagram: sdo('strict', 'A->B:x', 'C->D:y', 'end'),
    has: ['A!x B?x C!y D?y'],
    hasNot: ['C!y D?y A!x B?x', 'A!x C!y B?x D?y'],
  },
  {
    says: 'a group under @order strict is strict',
    diagram: plantuml("' @order strict", 'group g', 'A -> B : x', 'C -> D : y', 'end'),
    has: ['A!x B?x C!y D?y'],
    hasNot: ['C!y D?y A!x B?x', 'A!x C!y B?x D?y'],
  },
  {
    says: 'above the first participant @order strict speaks of the whole diagram',
    diagram: plantuml("' @order strict", 'participant A', 'A -> B : x', 'C -> D : y'),
    has: ['A!x B?x C!y D?y'],
    hasNot: ['C!y D?y A!x B?x'],
  },
  // Fragments
  // At the same time
  {
    says: '& interleaves a message with the statement before, and all that follow with &',
    diagram: plantuml('A -> A : w', 'A -> A : x', '& A -> A : y', '& A -> A : z', 'A -> A : v'),
    has: ['A.w A.x A.y A.z A.v', 'A.w A.z A.y A.x A.v', 'A.w A.y A.x A.z A.v'],
    hasNot: ['A.x A.w A.y A.z A.v', 'A.w A.x A.y A.v A.z', 'A.w A.x A.y A.v'],
  },
  {
    says: '& takes a whole fragment, as its first part or as a further one',
    diagram: plantuml('group g', 'A -> A : x', 'A -> A : y', 'end', '& opt', 'A -> A : z', 'end'),
    has: ['A.x A.y', 'A.x A.z A.y', 'A.z A.x A.y'],
    hasNot: ['A.y A.x', 'A.z'],
  },
  {
    says: 'what happens nowhere may stand before &, a directive among it',
    diagram: plantuml(
      'A -> A : x',
      'note right : n',
      "' a comment",
      'activate A',
      "' @order strict",
      '& group',
      'A -> A : y',
      'end',
    ),
    has: ['A.x A.y', 'A.y A.x'],
    hasNot: ['A.x', 'A.y'],
  },
  {
    says: '& behind a divider or a delay stands for itself: time has passed',
    diagram: plantuml('A -> A : x', '...', '& A -> A : y'),
    has: ['A.x A.y'],
    hasNot: ['A.y A.x'],
  },
  {
    says: '& first in an operand stands for itself',
    diagram: plantuml('A -> A : x', 'group', '& A -> A : y', 'end'),
    has: ['A.x A.y'],
    hasNot: ['A.y A.x'],
  },
  {
    says: '& behind a break stands for itself: the break ends what holds both',
    diagram: plantuml('break', 'A -> A : stop', 'end', '& A -> A : x', 'A -> A : y'),
    has: ['A.stop', 'A.x A.y'],
    hasNot: ['A.stop A.x', 'A.x A.stop A.y', 'A.stop A.x A.y'],
  },
  {
    says: 'a break inside a fragment with & ends only that fragment, as in par',
    diagram: plantuml(
      'A -> A : x',
      '& group',
      'break',
      'A -> A : stop',
      'end',
      'A -> A : y',
      'end',
      'A -> A : z',
    ),
    has: ['A.x A.stop A.z', 'A.stop A.x A.z', 'A.y A.x A.z'],
    hasNot: ['A.stop A.z', 'A.x A.stop A.y A.z', 'A.stop A.z A.x'],
  },
  {
    says: 'in a strict order the parts of & are one statement',
    diagram: plantuml("' @order strict", 'participant A', 'A -> B : x', '& C -> D : y', 'C -> D : z'),
    has: ['A!x C!y B?x D?y C!z D?z', 'C!y D?y A!x B?x C!z D?z'],
    hasNot: ['C!y D?y C!z D?z A!x B?x', 'A!x C!y D?y C!z B?x D?z'],
  },
  {
    says: 'what is drawn between parallel and parallel off interleaves, each statement in its own order',
    diagram: sdo(
      'parallel',
      'A->B:x',
      'note over B:of x',
      'alt y',
      'A->C:y',
      'A->C:z',
      'end',
      'parallel off',
      'A->D:w',
    ),
    has: [
      'A!x A!y A!z A!w B?x C?y C?z D?w',
      'A!y A!x C?y A!z B?x A!w D?w C?z',
      'A!y A!z A!x A!w B?x C?y C?z D?w',
    ],
    hasNot: ['A!w A!x A!y A!z B?x C?y C?z D?w', 'A!z A!y A!x A!w B?x C?y C?z D?w'],
  },
  {
    says: 'so do the lines between the brackets of a parallel',
    diagram: 'parallel {\nA->B: x\nA->C: y\n}\nA->B: z\n',
    has: ['A!x A!y B?x C?y A!z B?z', 'A!y A!x A!z B?x B?z C?y'],
    hasNot: ['A!x A!z A!y B?x C?y B?z'],
  },
  {
    says: 'par interleaves its operands, each in its own order',
    diagram: plantuml('par', 'A -> B : x', 'A -> B : y', 'else', 'A -> B : z', 'end'),
    has: ['A!z A!x A!y B?x B?z B?y', 'A!x B?x A!y B?y A!z B?z'],
    hasNot: ['A!y A!x A!z B?x B?y B?z', 'A!x B?x A!y B?y'],
  },
  {
    says: 'alt takes one operand, the same on every lifeline',
    diagram: plantuml('alt', 'A -> B : x', 'C -> D : x2', 'else', 'A -> B : y', 'C -> D : y2', 'end'),
    has: ['A!x B?x C!x2 D?x2', 'C!y2 D?y2 A!y B?y'],
    hasNot: ['A!x B?x C!y2 D?y2', 'A!x B?x', ''],
  },
  {
    says: 'alt without else takes its operand',
    diagram: plantuml('alt', 'A -> B : x', 'end'),
    has: ['A!x B?x'],
    hasNot: [''],
  },
  {
    says: 'opt is its content or nothing',
    diagram: plantuml('opt', 'A -> B : x', 'end'),
    has: ['', 'A!x B?x'],
    hasNot: ['A!x', 'A!x B?x A!x B?x'],
  },
  {
    says: 'loop 3 repeats exactly three times',
    diagram: plantuml('loop 3', 'A -> A : x', 'end'),
    has: ['A.x A.x A.x'],
    hasNot: ['', 'A.x A.x', 'A.x A.x A.x A.x'],
  },
  {
    says: 'loop 3x and loop 3 times repeat exactly three times, wherever the number stands',
    diagram: plantuml('loop retry 2x', 'A -> A : x', 'end', 'loop 2 times', 'A -> A : y', 'end'),
    has: ['A.x A.x A.y A.y'],
    hasNot: ['A.x A.y A.y', 'A.x A.x A.y'],
  },
  {
    says: 'loop 1,2 and (1,2) and 1..2 repeat once or twice',
    diagram: plantuml(
      'loop 1,2',
      'A -> A : x',
      'end',
      'loop (1,2)',
      'A -> A : y',
      'end',
      'loop 1..2',
      'A -> A : z',
      'end',
    ),
    has: ['A.x A.y A.z', 'A.x A.x A.y A.y A.z A.z'],
    hasNot: ['A.y A.z', 'A.x A.z', 'A.x A.y', 'A.x A.x A.x A.y A.z'],
  },
  {
    says: 'loop 1..n and 1,* repeat once or more',
    diagram: plantuml('loop 1..n', 'A -> A : x', 'end', 'loop 1,*', 'A -> A : y', 'end'),
    has: ['A.x A.y', 'A.x A.x A.x A.x A.y A.y A.y'],
    hasNot: ['A.x', 'A.y', ''],
  },
  {
    says: 'loop max 2 and up to 2 repeat at most twice',
    diagram: plantuml('loop max 2', 'A -> A : x', 'end', 'loop up to 2', 'A -> A : y', 'end'),
    has: ['', 'A.x A.x A.y A.y', 'A.y'],
    hasNot: ['A.x A.x A.x', 'A.y A.y A.y'],
  },
  {
    says: 'any other loop repeats any number of times, also when its label holds a number',
    diagram: plantuml('loop every 5 s', 'A -> A : x', 'end'),
    has: ['', 'A.x', 'A.x A.x A.x A.x A.x A.x A.x'],
    hasNot: ['A.y'],
  },
  {
    says: '@loop sets the bounds',
    diagram: plantuml("' @loop 1,2", 'loop until done', 'A -> A : x', 'end'),
    has: ['A.x', 'A.x A.x'],
    hasNot: ['', 'A.x A.x A.x'],
  },
  {
    says: 'iterations are weakly sequenced: one may begin before another is over',
    diagram: plantuml('loop 2', 'A -> B : x', 'B -> C : y', 'end'),
    has: ['A!x A!x B?x B!y C?y B?x B!y C?y'],
    hasNot: ['A!x A!x B?x B?x B!y B!y C?y C?y'],
  },
  {
    says: 'break is its content or the rest of the diagram',
    diagram: plantuml('A -> A : a', 'break', 'A -> A : stop', 'end', 'A -> A : b'),
    has: ['A.a A.stop', 'A.a A.b'],
    hasNot: ['A.a A.stop A.b', 'A.a'],
  },
  {
    says: 'break directly in a loop ends the loop, whatever its minimum',
    diagram: plantuml(
      'loop 3',
      'A -> A : a',
      'break',
      'A -> A : stop',
      'end',
      'A -> A : b',
      'end',
      'A -> A : z',
    ),
    has: ['A.a A.stop A.z', 'A.a A.b A.a A.stop A.z', 'A.a A.b A.a A.b A.a A.b A.z'],
    hasNot: ['A.a A.b A.z', 'A.a A.stop A.a A.b A.a A.b A.z', 'A.z'],
  },
  {
    says: 'break looks through group',
    diagram: plantuml('group g', 'break', 'A -> A : stop', 'end', 'A -> A : a', 'end', 'A -> A : b'),
    has: ['A.stop', 'A.a A.b'],
    hasNot: ['A.stop A.b', 'A.a'],
  },
  {
    says: 'break in par ends only its own operand',
    diagram: plantuml(
      'par',
      'break',
      'A -> A : stop',
      'end',
      'A -> A : a',
      'else',
      'B -> B : b',
      'end',
      'B -> B : c',
    ),
    has: ['A.stop B.b B.c', 'B.b A.a B.c', 'B.b B.c A.stop'],
    hasNot: ['A.stop', 'A.stop B.c', 'A.stop A.a B.b B.c'],
  },
  {
    says: 'break in alt ends only its own operand',
    diagram: plantuml(
      'alt',
      'break',
      'A -> A : stop',
      'end',
      'A -> A : a',
      'else',
      'A -> A : b',
      'end',
      'A -> A : z',
    ),
    has: ['A.stop A.z', 'A.a A.z', 'A.b A.z'],
    hasNot: ['A.stop', 'A.stop A.a A.z'],
  },
  {
    says: 'a critical region whose message still holds its sender is over there all the same',
    diagram: plantuml('par', 'critical', 'A -> B : x', 'end', 'else', 'A -> A : y', 'end'),
    arrows: 'blocking',
    has: ['A!x A.y B?x', 'A!x B?x A.y', 'A.y A!x B?x'],
    hasNot: ['A.y B?x A!x'],
  },
  {
    says: 'critical keeps another par operand out on each lifeline that it touches',
    diagram: plantuml(
      'par',
      'critical',
      'A -> A : x',
      'A -> A : y',
      'end',
      'else',
      'A -> A : z',
      'B -> B : w',
      'end',
    ),
    has: ['A.x A.y A.z B.w', 'A.z B.w A.x A.y', 'B.w A.z A.x A.y', 'A.x B.w A.y A.z'],
    hasNot: ['A.x A.z A.y B.w'],
  },
  {
    says: 'a critical region that has begun may turn out to be over',
    diagram: plantuml(
      'par',
      'critical',
      'A -> A : x',
      'opt',
      'A -> A : y',
      'end',
      'end',
      'else',
      'A -> A : z',
      'end',
    ),
    has: ['A.x A.z', 'A.x A.y A.z', 'A.z A.x A.y'],
    hasNot: ['A.x A.z A.y'],
  },
  {
    says: 'group is its content, and group with else is alt',
    diagram: plantuml('group g', 'A -> A : x', 'end', 'group h', 'A -> A : y', 'else', 'A -> A : z', 'end'),
    has: ['A.x A.y', 'A.x A.z'],
    hasNot: ['A.y', 'A.x A.y A.z', 'A.x'],
  },
  {
    says: 'assert, seq, region and expandable are their content',
    diagram: sdo(
      'assert',
      'A->A:x',
      'end',
      'seq',
      'A->A:y',
      'end',
      'region',
      'A->A:z',
      'end',
      'expandable+ t',
      'A->A:w',
      'end',
    ),
    has: ['A.x A.y A.z A.w'],
    hasNot: ['A.x A.y A.z', ''],
  },
  {
    says: 'neg must not happen',
    diagram: sdo('A->B:x', 'neg', 'B->A:no', 'end', 'A->B:y'),
    has: ['A!x B?x A!y B?y'],
    hasNot: ['A!x B?x B!no A?no A!y B?y'],
  },
  {
    says: 'notes, dividers, spacing, delays and activation constrain nothing',
    diagram: plantuml(
      'A -> B : x',
      'note over A : n',
      '== d ==',
      '|||',
      '...5 minutes...',
      'activate B',
      'C -> D : y',
      'deactivate B',
    ),
    has: ['A!x B?x C!y D?y', 'C!y D?y A!x B?x'],
    hasNot: ['A!x B?x'],
  },
  {
    says: 'a box holds only participants',
    diagram: plantuml('box "in" #LightBlue', 'participant A', 'end box', 'A -> B : x'),
    has: ['A!x B?x'],
    hasNot: [''],
  },
  {
    says: 'a created lifeline begins with the receive of its creation, and destroy is no occurrence',
    diagram: plantuml('A -> B ** : new', 'B -> A : ready', 'A -> B !! : stop'),
    has: ['A!new B?new B!ready A?ready A!stop B?stop'],
    hasNot: ['B!ready A!new B?new A?ready A!stop B?stop', 'A!new B?new B!ready A?ready'],
  },
  {
    says: 'in Mermaid critical with option is alt, rect is its content, and `->>` is the synchronous message',
    diagram: mermaid(
      'critical c',
      'A->>A: x',
      'option o',
      'A->>A: y',
      'end',
      'rect rgb(0, 0, 0)',
      'A->>A: z',
      'end',
    ),
    has: ['A.x A.z', 'A.y A.z'],
    hasNot: ['A.x A.y A.z', 'A.x', 'A.z'],
  },
  {
    says: 'in Mermaid `->>` holds its sender under blocking and `-)` does not',
    diagram: mermaid('A->>B: x', 'A-)B: y', 'A->>C: z'),
    arrows: 'blocking',
    has: ['A!x B?x A!y A!z B?y C?z'],
    hasNot: ['A!x A!y B?x B?y A!z C?z'],
  },
  // Refs
  {
    says: 'a ref to a diagram of the same file is that diagram',
    diagram: `${plantuml('A -> B : x', 'ref over A, B : setup', 'A -> B : y')}@startuml setup\nB -> A : hello\n@enduml\n`,
    has: ['A!x B?x B!hello A?hello A!y B?y'],
    hasNot: ['A!x B?x A!y B?y', 'A!x B?x [A,B]setup A!y B?y'],
  },
  {
    says: 'break in an inlined ref ends only that diagram',
    diagram: `${plantuml('ref over A : part', 'A -> A : y')}@startuml part\nbreak\nA -> A : stop\nend\nA -> A : a\n@enduml\n`,
    has: ['A.stop A.y', 'A.a A.y'],
    hasNot: ['A.stop', 'A.stop A.a A.y'],
  },
  {
    says: 'another ref is one joint occurrence of its lifelines',
    diagram: plantuml('A -> B : x', 'ref over A, B : setup', 'B -> A : y'),
    has: ['A!x B?x [A,B]setup B!y A?y'],
    hasNot: ['A!x [A,B]setup B?x B!y A?y', 'A!x B?x B!y [A,B]setup A?y', 'A!x B?x B!y A?y'],
  },
  {
    says: 'what a trace has inside a ref may stand for it',
    diagram: plantuml('A -> B : x', 'ref over A, B : setup', 'B -> A : y'),
    has: ['A!x B?x A!one B?one B!two A?two B!y A?y'],
    hasNot: ['A!x B?x A!one B?one A!y B?y', 'A!one B?one A!x B?x B!y A?y', 'A!x B?x B!y A?y A!one B?one'],
  },
  // Choices
  {
    says: 'without a discipline a sender goes on at once',
    diagram: plantuml('A -> B : x', 'A -> C : y'),
    has: ['A!x A!y C?y B?x', 'A!x B?x A!y C?y'],
    hasNot: ['A!y A!x B?x C?y'],
  },
  {
    says: 'under blocking a synchronous message holds its sender until it is received',
    diagram: plantuml('A -> B : x', 'A -> C : y'),
    arrows: 'blocking',
    has: ['A!x B?x A!y C?y'],
    hasNot: ['A!x A!y B?x C?y'],
  },
  {
    says: 'under blocking an asynchronous and a dashed message hold nobody',
    diagram: plantuml('A ->> B : x', 'A --> B : z', 'A -> C : y'),
    arrows: 'blocking',
    has: ['A!x A!z A!y B?x B?z C?y'],
    hasNot: [],
  },
  {
    says: 'under rendezvous every message holds its sender',
    diagram: plantuml('A ->> B : x', 'A --> B : z'),
    arrows: 'rendezvous',
    has: ['A!x B?x A!z B?z'],
    hasNot: ['A!x A!z B?x B?z'],
  },
  // Labels
  {
    says: 'labels are compared without markup, and a message without text matches any label',
    diagram: plantuml('A -> A : **go**  <b>on</b>\\nnow', 'A -> A'),
    has: ['A.go_on_now A.anything'],
    hasNot: ['A.Go_on_now A.anything', 'A.go_on A.anything'],
  },
];
