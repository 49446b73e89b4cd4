import type { CatalogueEntry } from './catalogue.ts';

/** What can be said about habits of another language, SQ255 and on, and SQ310. */
export interface MistakeArguments {
  'foreign-fragment': {
    readonly keyword: string;
    readonly language: string;
    /** What the language has in its place; null when it has nothing of the kind. */
    readonly instead: string | null;
  };
  'comment-in-label': { readonly comment: string };
  'note-over-many': { readonly lifelines: number };
  'end-with-words': { readonly text: string };
  'end-of-another': { readonly named: string; readonly keyword: string };
  'alias-swapped': { readonly used: string; readonly id: string; readonly idFirst: boolean };
}

/** Their part of the catalogue. */
export const mistakeCatalogue: {
  readonly [Name in keyof MistakeArguments]: CatalogueEntry<MistakeArguments[Name]>;
} = {
  'foreign-fragment': {
    code: 'SQ255',
    severity: 'warning',
    message: ({ keyword, language }) =>
      `\`${keyword}\` is no fragment of ${language}; it is read as in the languages that have it`,
    hint: ({ instead }) => {
      if (instead === null) return 'there is nothing of the kind: leave the frame out';
      return `write \`${instead}\`${instead.startsWith('rect') ? ', a frame without a title' : ''}`;
    },
    explanation:
      'The keyword belongs to another language. What the fragment holds is read, up to its end, but whoever draws the diagram in its own language sees an error instead of a picture.',
  },
  'comment-in-label': {
    code: 'SQ256',
    severity: 'warning',
    message: ({ comment }) => `\`${comment}\` is a part of the label`,
    hint: () => 'a comment needs a line of its own',
    explanation:
      'Behind the colon of a message everything up to the end of the line is its label, and drawn as such; a comment cannot stand there. The label also has to match what is recorded.',
  },
  'note-over-many': {
    code: 'SQ257',
    severity: 'warning',
    message: ({ lifelines }) => `this note names ${lifelines} lifelines; no more than two can be drawn`,
    hint: () => 'name the first and the last of them: it lies over all between',
    explanation:
      'PlantUML and Mermaid take a note with three names for no statement at all, and draw no picture. A note over two lifelines covers those that are drawn between them.',
  },
  'end-with-words': {
    code: 'SQ258',
    severity: 'info',
    message: ({ text }) => `of \`${text}\` PlantUML reads \`end\` and nothing behind it`,
    hint: () => 'write `end`; a comment on a line of its own can say what it ends',
    explanation:
      'In PlantUML `end` alone closes a fragment. More words on its line are accepted and mean nothing there, so that nobody is told when they name another fragment than the one that is closed. Mermaid and sequencediagram.org reject them. Told once a diagram.',
  },
  'end-of-another': {
    code: 'SQ259',
    severity: 'warning',
    message: ({ named, keyword }) => `this \`end\` names \`${named}\`, but what it closes is \`${keyword}\``,
    hint: () => 'is an `end` missing above, or is it the wrong word? PlantUML reads nothing behind `end`',
    explanation:
      'PlantUML closes the innermost open fragment at `end`, whatever else stands on the line. Where the words name another one the fragments are nested otherwise than their author thinks.',
  },
  'alias-swapped': {
    code: 'SQ310',
    severity: 'warning',
    message: ({ used, id }) => `"${used}" is only what is shown here: the id is "${id}", which nothing uses`,
    hint: ({ id, idFirst }) =>
      `in this language the id stands ${idFirst ? 'before' : 'behind'} \`as\`: put the two the other way round, or write "${id}" in the messages`,
    explanation:
      'In PlantUML and in the languages of websequencediagrams the id stands behind `as`: `participant "Long name" as A`. In Mermaid it stands before it: `participant A as Long name`. Put the wrong way round, the declared lifeline takes part in nothing, and another one is made for the name that the messages use.',
  },
};
