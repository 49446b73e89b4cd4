import type { Refusal } from '../interpretation/after.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** The arguments of the diagnostics about an interpretation that does not fit its diagram. */
export interface InterpretationArguments {
  'parts-apart': { readonly option: string; readonly names: readonly string[] };
  'thread-empty': { readonly thread: string; readonly pattern: string };
  'thread-shared': { readonly name: string; readonly threads: readonly string[] };
  'thread-astray': { readonly thread: string; readonly name: string; readonly owner: string };
  'thread-before-spawn': { readonly thread: string; readonly name: string; readonly spawn: string };
  'nothing-skipped': { readonly id: string };
  'after-refused': { readonly first: string; readonly second: string; readonly reason: Refusal };
  'after-circular': { readonly first: string; readonly second: string };
  'ref-not-found': { readonly label: string; readonly labels: readonly string[] };
  'ref-without-diagram': { readonly label: string; readonly file: string };
}

/** Their part of the catalogue. */
export const interpretationCatalogue: {
  readonly [Name in keyof InterpretationArguments]: CatalogueEntry<InterpretationArguments[Name]>;
} = {
  'parts-apart': {
    code: 'SQ621',
    severity: 'error',
    message: ({ option, names }) =>
      `what \`interpret.${option}\` names does not stand side by side: ${names.join(', ')}`,
    hint: ({ option }) =>
      option === 'threads'
        ? 'the messages of all threads have to be statements of one operand'
        : 'name whole statements of one operand with nothing between them; `threads` are carried out first and may bring them together',
    explanation:
      'What an interpretation puts into a fragment must be what an author could have put a box around: whole statements of one operand, with nothing else between them. The parts of an interpretation are carried out in a fixed order, `threads` first.',
  },
  'thread-empty': {
    code: 'SQ622',
    severity: 'error',
    message: ({ thread, pattern }) =>
      `no message belongs to the thread "${thread}": no label fits ${pattern}`,
    hint: () => 'labels are compared without markup, with white space folded',
    explanation: 'A thread without a message is a tag that is written otherwise than its author thought.',
  },
  'thread-shared': {
    code: 'SQ623',
    severity: 'error',
    message: ({ name, threads }) => `${name} belongs to ${threads.map((one) => `"${one}"`).join(' and ')}`,
    hint: () => 'a message belongs to one thread: narrow a pattern, or name the messages',
    explanation: 'Threads run beside each other, so that a message of two of them would happen twice.',
  },
  'thread-astray': {
    code: 'SQ624',
    severity: 'error',
    message: ({ thread, name, owner }) =>
      `${name} cannot be of the thread "${thread}": "${owner}" takes no part in it, and nothing of the thread has reached its sender`,
    hint: () =>
      'its tag may be wrong: name the messages of the thread instead of a pattern, or take out `owner`',
    explanation:
      'The lifeline that owns a thread begins it. Each of its messages begins or ends at the owner, or comes from a lifeline that an earlier message of the thread has reached; a message that does not is mostly one with the wrong tag.',
  },
  'thread-before-spawn': {
    code: 'SQ625',
    severity: 'error',
    message: ({ thread, name, spawn }) =>
      `the thread "${thread}" begins with ${spawn}, but ${name} is drawn above that`,
    hint: () => 'name as `spawn` the message behind which all of the thread is drawn',
    explanation: 'A thread cannot do anything before it has been spawned.',
  },
  'nothing-skipped': {
    code: 'SQ626',
    severity: 'error',
    message: ({ id }) => `"${id}" sends nothing that could be skipped for something later`,
    hint: () => 'take it out of `interpret.latest`',
    explanation:
      'A lifeline under `latest` may skip what it sends to somebody when it may be told something newer before it sends that, and sends the same lifeline something later in every run. The newest is never skipped, nor what the newer waits for.',
  },
  'after-refused': {
    code: 'SQ627',
    severity: 'error',
    message: ({ first, second, reason }) => {
      switch (reason) {
        case 'not-local':
          return `no lifeline takes part in both ${first} and ${second}, so nobody could keep their order`;
        case 'exclusive':
          return `no run has both ${first} and ${second}, so they have no order`;
        case 'drawn':
          return `${second} is drawn below ${first} anyway`;
        case 'backwards':
          return `${second} is drawn above ${first} and comes before it`;
        case 'critical':
          return `${first} or ${second} is in a critical region, which would have to be interrupted for the other`;
      }
    },
    hint: ({ reason }) => {
      switch (reason) {
        case 'not-local':
          return 'name the message by which the one hears of the other';
        case 'exclusive':
        case 'drawn':
          return 'take the pair out of `interpret.after`';
        case 'backwards':
          return 'let them be `unordered` or in different `threads` first';
        case 'critical':
          return "name the first or the last message of the region's thread that is outside of it";
      }
    },
    explanation:
      'Under `after` the second message comes behind the first on each lifeline that takes part in both, as if it were drawn below it. That says something only of messages that run in parallel, and can be kept only where a lifeline takes part in both.',
  },
  'after-circular': {
    code: 'SQ628',
    severity: 'error',
    message: ({ first, second }) =>
      `${second} cannot wait for ${first}: with all that is drawn and added, each would wait for the other`,
    hint: () => 'take one of the pairs in the circle out of `interpret.after`',
    explanation: 'Orders that contradict each other, or the drawing, leave runs that never come to an end.',
  },
  'ref-not-found': {
    code: 'SQ629',
    severity: 'error',
    message: ({ label }) => `the diagram has no ref "${label}"`,
    hint: ({ labels }) =>
      labels.length === 0 ? null : `it has ${labels.map((one) => `"${one}"`).join(', ')}`,
    explanation: 'A binding names refs by their text, with white space folded.',
  },
  'ref-without-diagram': {
    code: 'SQ630',
    severity: 'error',
    message: ({ label, file }) => `${file}, which the ref "${label}" is to stand for, cannot be used`,
    hint: () => 'name a file, seen from the binding, that holds a diagram without errors',
    explanation: 'A ref is replaced by the first diagram of the file that the binding names for it.',
  },
};
