import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about time and about what happens at the same time, SQ25x. */
export interface TimeArguments {
  'unknown-anchor': { readonly name: string; readonly suggestion: string | null };
  'duration-not-read': { readonly text: string };
  'duration-without-bound': { readonly text: string };
  'timing-unclear': { readonly reason: string };
  'nothing-parallel': Record<never, never>;
}

/** Their part of the catalogue. */
export const timeCatalogue: {
  readonly [Name in keyof TimeArguments]: CatalogueEntry<TimeArguments[Name]>;
} = {
  'unknown-anchor': {
    code: 'SQ250',
    severity: 'warning',
    message: ({ name }) => `no message has the anchor \`{${name}}\``,
    hint: ({ name, suggestion }) =>
      suggestion === null
        ? `put it before the message that it means: \`{${name}} A -> B\``
        : `did you mean \`{${suggestion}}\`?`,
    explanation:
      'The time between two anchors is that between two things that happen, so each anchor has to stand before a message (its send) or behind it (its receive). Nothing is judged here.',
  },
  'duration-not-read': {
    code: 'SQ251',
    severity: 'warning',
    message: ({ text }) => `"${text}" says no duration that can be read`,
    hint: () => 'write a bound with a unit: `<= 5s`, `within 350 ms`, `1s..5s`, `at least 2 min`',
    explanation:
      'The text between two anchors is a timing constraint: a bound and a time with its unit (`ms`, `s`, `min`, `h`). This one looks as if it were meant to be one. Nothing is judged here.',
  },
  'duration-without-bound': {
    code: 'SQ252',
    severity: 'info',
    message: ({ text }) =>
      text === ''
        ? 'the time between these anchors is not said'
        : `"${text}" gives no bound, so it constrains nothing`,
    hint: () => 'to have it judged, say what is allowed: `<= 5s`, `1s..5s`',
    explanation:
      'A duration alone is taken for what one may expect, not for a limit: no measured time is exactly that long.',
  },
  'timing-unclear': {
    code: 'SQ253',
    severity: 'info',
    message: ({ reason }) => `this time is never judged: ${reason}`,
    hint: () => 'let both anchors stand in the same operand, each at one message',
    explanation:
      'Only times between events that certainly belong together are judged. `conform` lists this constraint as unchecked.',
  },
  'nothing-parallel': {
    code: 'SQ254',
    severity: 'warning',
    message: () => 'there is nothing before `&` that this could happen together with',
    hint: () => 'remove the mark, or draw both in the same operand, one directly below the other',
    explanation:
      'The mark `&` says that something happens at the same time as what is drawn before it in the same operand. A break cannot be such a thing, as it ends what it stands in, and no time passes over a divider or a delay.',
  },
};
