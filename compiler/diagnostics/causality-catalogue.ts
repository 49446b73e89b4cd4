import type { CatalogueEntry } from './catalogue.ts';

/** What the analyses find out about order and time, SQ56x. */
export interface CausalityArguments {
  'times-contradictory': ContradictionArguments;
  'times-contradictory-at-times': ContradictionArguments;
  'timeout-drawn-as-step': {
    readonly lifeline: string;
    readonly label: string;
    /** What comes all the same. */
    readonly next: string;
  };
}

interface ContradictionArguments {
  /** The bound as its author said it. */
  readonly said: string;
  /** The bound wants more time, and not less. */
  readonly isLeast: boolean;
  /** What the other bounds leave to it. */
  readonly rest: string;
}

/** Their part of the catalogue. */
export const causalityCatalogue: {
  readonly [Name in keyof CausalityArguments]: CatalogueEntry<CausalityArguments[Name]>;
} = {
  'times-contradictory': {
    code: 'SQ560',
    severity: 'error',
    message: (args) => `no run can keep all times: ${contradiction(args)}`,
    hint: () => 'change one of them; those that contradict each other are marked',
    explanation:
      'Anchors, timeouts and delays say how much time may pass, and nothing happens before what it is drawn behind. Together they are bounds on differences of moments, which can be kept exactly when no cycle of them sums up to less than nothing (Bellman and Ford; Dechter, Meiri, Pearl 1991). Here such a cycle is in every run.',
  },
  'times-contradictory-at-times': {
    code: 'SQ561',
    severity: 'warning',
    message: (args) => `not every run can keep all times: ${contradiction(args)}`,
    hint: () => 'change one of them, or let them not meet in one branch; where they meet is marked',
    explanation:
      'In some of the ways in which choices can be made, the times that the diagram gives contradict each other, so that nobody can take that way in time. Times are bounds on differences of moments, which can be kept exactly when no cycle of them sums up to less than nothing (Bellman and Ford; Dechter, Meiri, Pearl 1991).',
  },
  'timeout-drawn-as-step': {
    code: 'SQ562',
    severity: 'warning',
    message: ({ lifeline, label, next }) =>
      `"${label}" reads like what "${lifeline}" does when nothing comes, but it is drawn as a step of every run, and "${next}" happens all the same`,
    hint: () => 'put the two into the operands of an `alt`, or the timeout into a `break`',
    explanation:
      'What stands below another thing happens after it, in every run. A timeout and what would have been in time exclude each other, so they belong into different operands. Where the file must not be changed, the binding can say so under `alternatives`.',
  },
};

function contradiction({ said, isLeast, rest }: ContradictionArguments): string {
  return isLeast
    ? `this is ${said}, and the others leave at most ${rest}`
    : `this is ${said}, and the others need at least ${rest}`;
}
