import type { CatalogueEntry } from './catalogue.ts';

/** What the words of a diagram say and its drawing does not, SQ52x. */
export interface ProseArguments {
  'condition-in-label': {
    /** Is the message to happen only sometimes, or only after something else? */
    readonly kind: 'condition' | 'order';
    readonly words: string;
    readonly label: string;
  };
  'repetition-in-label': {
    readonly words: string;
    readonly label: string;
    /** The lifeline sends it to itself. */
    readonly ofItself: boolean;
  };
  'threads-in-labels': { readonly threads: readonly string[] };
  'question-left-open': { readonly label: string; readonly of: 'message' | 'frame' };
  'label-varies': { readonly label: string; readonly other: string };
  'alias-varies': {
    readonly id: string;
    readonly name: string;
    /** The words in which the two differ. */
    readonly part: string;
    readonly word: string;
  };
}

/** Their part of the catalogue. */
export const proseCatalogue: {
  readonly [Name in keyof ProseArguments]: CatalogueEntry<ProseArguments[Name]>;
} = {
  'condition-in-label': {
    code: 'SQ520',
    severity: 'info',
    message: ({ kind, words }) =>
      kind === 'condition'
        ? `"${words}" is only said: as it is drawn, the message is sent in every run`
        : `"${words}" is only said: as it is drawn, nothing makes the message wait for it`,
    hint: ({ kind }) =>
      kind === 'condition'
        ? 'put it, and what follows from it, into an `opt` with these words'
        : 'draw the message that it waits for, or that tells its sender',
    explanation:
      'A label is the name of the message and nothing more. A condition in it leaves nothing out and an order in it delays nothing: what is drawn outside a choice happens in every run, as soon as what is drawn before it on its lifeline has happened.',
  },
  'repetition-in-label': {
    code: 'SQ521',
    severity: 'info',
    message: ({ words, ofItself }) =>
      `"${words}" is only said: as it is drawn, it happens once${ofItself ? ', and whom it asks is not drawn' : ''}`,
    hint: ({ ofItself }) =>
      `put it into a \`loop\` that says how often and until when${ofItself ? ', and draw whom it asks' : ''}`,
    explanation:
      'What is drawn outside a loop happens once. A repetition that only the label speaks of has no period, no limit and no end that could be checked, and the answers in between are not drawn.',
  },
  'threads-in-labels': {
    code: 'SQ522',
    severity: 'info',
    message: ({ threads }) =>
      `the labels speak of ${threads.length} threads (${listed(threads)}), which are drawn one after the other`,
    hint: () => 'draw them as the operands of a `par`, which also says where they begin and end',
    explanation:
      'What is drawn below on a lifeline happens later. Threads that only labels tell apart are therefore no threads: those of one lifeline wait for each other, and nothing says which lifeline starts them or where they join.',
  },
  'question-left-open': {
    code: 'SQ523',
    severity: 'info',
    message: ({ label, of }) =>
      of === 'message'
        ? `"${label}" is a question, and only one answer to it is drawn`
        : `the title "${label}" leaves open whether this belongs here; as it is drawn, it always happens`,
    hint: ({ of }) =>
      of === 'message'
        ? 'draw the answers as an `alt`, at least what happens after a no'
        : 'decide, or write `opt` if it may be left out',
    explanation:
      'A question has more than one answer. Without a choice behind it every run goes on as if there were only the one that is drawn, and a system that gets another has no specification. The title of a frame constrains nothing, whatever it asks.',
  },
  'label-varies': {
    code: 'SQ524',
    severity: 'info',
    message: ({ label, other }) => `"${label}" is written "${other}" elsewhere`,
    hint: () => 'write both alike if they are the same message, or tell them apart by a word',
    explanation:
      'Labels are compared letter by letter when a trace is judged or a message is bound. Two spellings of one message are two messages then.',
  },
  'alias-varies': {
    code: 'SQ525',
    severity: 'info',
    message: ({ id, name, part, word }) =>
      `the id "${id}" says "${part}" where the name "${name}" says "${word}"`,
    hint: () => 'was one of the two renamed? let both say the same',
    explanation:
      'The messages use the id and readers see the name. Where both have the same words but for one, one of them is mostly an older name.',
  },
};

function listed(words: readonly string[]): string {
  return words.slice(0, 8).join(', ') + (words.length > 8 ? ', …' : '');
}
