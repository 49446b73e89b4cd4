import type { CatalogueEntry } from './catalogue.ts';

/** What can be said when a diagram is formatted or written in another language, SQ26x. */
export interface RewritingArguments {
  'left-unformatted': { readonly reason: string };
  'left-out': { readonly construct: string; readonly language: string };
  'written-otherwise': { readonly construct: string; readonly language: string; readonly instead: string };
  'meaning-lost': { readonly construct: string; readonly language: string; readonly consequence: string };
  'lifeline-renamed': { readonly id: string; readonly alias: string; readonly language: string };
  'written-expanded': Record<never, never>;
  'meaning-differs': { readonly language: string };
}

export const rewritingCatalogue: {
  readonly [Name in keyof RewritingArguments]: CatalogueEntry<RewritingArguments[Name]>;
} = {
  'left-unformatted': {
    code: 'SQ260',
    severity: 'warning',
    message: ({ reason }) => `the diagram is left as it is: ${reason}`,
    hint: () => '`seqwright check` tells what is wrong with it',
    explanation:
      'A formatter that guesses where a fragment or a note ends breaks the diagram of somebody who has only forgotten a line. Nothing of such a diagram is touched, nor of one that would not read exactly the same afterwards.',
  },
  'left-out': {
    code: 'SQ261',
    severity: 'info',
    message: ({ construct, language }) => `${construct} is left out: ${language} has nothing like it`,
    hint: () => null,
    explanation:
      'Languages draw differently. What only says how the picture looks, and has no counterpart in the other language, is not written there. What the diagram means is not touched by it.',
  },
  'written-otherwise': {
    code: 'SQ262',
    severity: 'info',
    message: ({ construct, language, instead }) => `${construct} becomes ${instead} in ${language}`,
    hint: () => null,
    explanation:
      'The other language has no such construct, but another one that means the same for those who carry the diagram out, though it looks different.',
  },
  'meaning-lost': {
    code: 'SQ263',
    severity: 'warning',
    message: ({ construct, language, consequence }) =>
      `${construct} cannot be expressed in ${language}: ${consequence}`,
    hint: () => 'what is written means something else than the original in this place',
    explanation:
      'The other language has nothing that means the same, so the written diagram allows other runs than the original. `convert --strict` fails on this.',
  },
  'lifeline-renamed': {
    code: 'SQ264',
    severity: 'info',
    message: ({ id, alias, language }) => `"${id}" is no name in ${language} and gets the alias "${alias}"`,
    hint: () => null,
    explanation:
      'Each language takes other names without quotes, and Mermaid has no quotes at all. The lifeline is still shown under its name, but traces and bindings have to use the alias.',
  },
  'written-expanded': {
    code: 'SQ265',
    severity: 'info',
    message: () => 'what the preprocessor draws is written, not what it is told',
    hint: () => null,
    explanation:
      'Only PlantUML has a preprocessor. Its variables, conditions, macros and includes are carried out, and what comes of them is written in the other language.',
  },
  'meaning-differs': {
    code: 'SQ266',
    severity: 'warning',
    message: ({ language }) =>
      `the diagram that is written in ${language} does not mean the same as this one`,
    hint: () => 'compare what `seqwright project` says of both',
    explanation:
      'What was written was compiled again and compared with the original. The difference was not foreseen, and so nothing else names it: please report it.',
  },
};
