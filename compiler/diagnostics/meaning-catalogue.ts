import type { CatalogueEntry } from './catalogue.ts';

/** The arguments of what we assume about the meaning of a diagram, and of what the analyses find in it. */
export interface MeaningArguments {
  'unresolved-ref': { readonly label: string };
  'loop-bounds': { readonly label: string; readonly bounds: string };
  'alt-without-else': { readonly label: string };
  'label-filter-unreadable': { readonly keyword: 'ignore' | 'consider' };
  'filtered-yet-drawn': { readonly keyword: 'ignore' | 'consider'; readonly labels: readonly string[] };
  race: {
    readonly lifeline: string;
    readonly first: OccurrenceArguments;
    readonly second: OccurrenceArguments;
    /** The first is of an earlier iteration of a loop, drawn below the second. */
    readonly acrossIterations: boolean;
  };
  'races-cut': {
    /** How many were looked at; null for all of them. */
    readonly runs: number | null;
    /** How many of a run were looked at; null for all of them. */
    readonly occurrences: number | null;
  };
  'non-local-succession': {
    readonly sender: string;
    /** The sender sends to itself. */
    readonly isAction: boolean;
    readonly previous: string;
    readonly label: string;
  };
  'reply-backwards': {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly call: string;
    /** The arrow with its ends swapped, as one would write it. */
    readonly swapped: string;
  };
  'reply-without-call': { readonly from: string; readonly to: string; readonly label: string };
  'activation-unbalanced': { readonly id: string };
  'activation-left-open': {
    readonly id: string;
    /** One of several alternatives ends it. */
    readonly endedElsewhere: boolean;
  };
  'not-analysed': { readonly messages: number; readonly limit: number };
  'unreachable-operand': { readonly keyword: string; readonly label: string };
  'non-local-choice': {
    readonly first: string;
    readonly second: string;
    /** Of the messages that they begin with. */
    readonly labels: readonly [string, string];
  };
  'delivery-without-subscription': {
    readonly feed: string;
    readonly lifeline: string;
    readonly deliveries: number;
  };
}

/** An occurrence that a diagnostic speaks of; its lifeline is named apart. */
export interface OccurrenceArguments {
  readonly kind: 'send' | 'receive' | 'action' | 'ref';
  readonly label: string;
  /** Null when there is no lifeline at the other end. */
  readonly peer: string | null;
}

/** Their part of the catalogue. */
export const meaningCatalogue: {
  readonly [Name in keyof MeaningArguments]: CatalogueEntry<MeaningArguments[Name]>;
} = {
  'unresolved-ref': {
    code: 'SQ401',
    severity: 'info',
    message: ({ label }) =>
      `no diagram named "${label}" is at hand; the ref counts as one joint step of its lifelines`,
    hint: () => 'put a diagram of that name into the same file, or name it under `refs` in the binding',
    explanation:
      'An unresolved ref is one occurrence that its lifelines take together. What happens among them meanwhile is not constrained.',
  },
  'loop-bounds': {
    code: 'SQ402',
    severity: 'info',
    message: ({ label, bounds }) =>
      label === '' ? `this loop repeats ${bounds}` : `"${label}" is read as: repeats ${bounds}`,
    hint: () => 'set the bounds with a directive such as `@loop 1,3`',
    explanation:
      'Bounds are read from the label when it is a number or a range; any other label leaves them open.',
  },
  'alt-without-else': {
    code: 'SQ403',
    severity: 'info',
    message: ({ label }) =>
      `\`alt\`${label === '' ? '' : ` "${label}"`} has one operand, which is therefore always taken`,
    hint: () => 'write `opt` if it may be left out, or draw the `else`',
    explanation:
      'An alternative takes exactly one of its operands. With a single one there is nothing to choose: what it holds happens, whatever its guard says.',
  },
  'label-filter-unreadable': {
    code: 'SQ410',
    severity: 'warning',
    message: ({ keyword }) => `\`${keyword}\` names no labels, so that it leaves no event free`,
    hint: ({ keyword }) => `name them in braces: \`${keyword} {heartbeat, tick}\``,
    explanation:
      'What `ignore` and `consider` say is a list of labels, separated by commas. Without one the fragment is only its content.',
  },
  'filtered-yet-drawn': {
    code: 'SQ411',
    severity: 'warning',
    message: ({ keyword, labels }) =>
      `${labels.map((label) => `"${label}"`).join(', ')} ${labels.length === 1 ? 'is' : 'are'} drawn inside, and \`${keyword}\` leaves such events free there`,
    hint: ({ keyword }) =>
      keyword === 'ignore'
        ? 'draw it outside, or take it off the list; as it is, what is drawn must happen and more may'
        : 'draw it outside, or put it on the list; as it is, what is drawn must happen and more may',
    explanation:
      'What is drawn must happen, also when its label is one that the fragment leaves free; further events of that label may happen or not. Drawn in a `neg` it may happen all the same.',
  },
  race: {
    code: 'SQ501',
    severity: 'warning',
    message: ({ lifeline, first, second, acrossIterations }) =>
      `"${lifeline}" may ${words(second, 'plain')} before it ${words(first, 's')}${acrossIterations ? ' of the iteration before' : ''}`,
    hint: () =>
      'nothing enforces the drawn order: draw the message that does, or use `par` if it does not matter',
    explanation:
      'A lifeline controls when it sends and acts, not when something arrives. The two occurrences are drawn in an order that no chain of messages enforces (Alur, Holzmann, Peled 1996).',
  },
  'races-cut': {
    code: 'SQ502',
    severity: 'info',
    message: ({ runs, occurrences }) =>
      `the search for races looked at ${[
        runs === null ? null : `${runs} combinations of operands and iterations`,
        occurrences === null ? null : `the first ${occurrences} occurrences of a run`,
      ]
        .filter((part) => part !== null)
        .join(' and ')}, not at all of them`,
    hint: none,
    explanation:
      'Races are searched in the runs of the diagram with loops unrolled at most twice, up to a budget.',
  },
  'non-local-succession': {
    code: 'SQ503',
    severity: 'info',
    message: ({ sender, isAction, previous, label }) =>
      `"${sender}" ${isAction ? `does ${quoted(label, 'something')}` : `sends ${quoted(label)}`} next, but took no part in ${previous === '' ? 'the message before' : `"${previous}"`} and cannot know that its turn has come`,
    hint: () => 'draw the message that tells it, or use `par` if the order does not matter',
    explanation:
      'The drawing suggests that the second message follows the first. No occurrence on its sender says so.',
  },
  'reply-backwards': {
    code: 'SQ504',
    severity: 'warning',
    message: ({ from, to, label, call }) =>
      `the reply ${label === '' ? '' : `"${label}" `}runs from "${from}" to "${to}", the same way as the call ${call === '' ? '' : `"${call}" `}that it should answer`,
    hint: ({ swapped }) => `swap the two ends: \`${swapped}\``,
    explanation:
      'A dashed arrow that repeats the direction of the only open call, which is never answered, is drawn the wrong way round.',
  },
  'reply-without-call': {
    code: 'SQ505',
    severity: 'info',
    message: ({ from, to, label }) =>
      `${quoted(label)} is drawn like a reply, but "${from}" has no open call from "${to}"`,
    hint: () => 'a notification is usually drawn with a solid line and an open head, `->>`',
    explanation: 'The arrow is dashed and answers no call. It is taken as a message of its own.',
  },
  'activation-unbalanced': {
    code: 'SQ506',
    severity: 'warning',
    message: ({ id }) => `"${id}" is deactivated here but is not active`,
    hint: () => 'remove it, or activate the lifeline above',
    explanation: 'More deactivations than activations were drawn on the lifeline up to here.',
  },
  'activation-left-open': {
    code: 'SQ507',
    severity: 'info',
    message: ({ id, endedElsewhere }) =>
      `this activation of "${id}" is ${endedElsewhere ? 'not ended in every alternative' : 'never ended'}`,
    hint: ({ id, endedElsewhere }) =>
      `add \`deactivate ${id}\`${endedElsewhere ? ' to the others, or put it behind them' : ''}`,
    explanation: 'The lifeline is still active at the end of the diagram.',
  },
  'delivery-without-subscription': {
    code: 'SQ508',
    severity: 'warning',
    message: ({ feed, lifeline, deliveries }) =>
      `"${feed}" delivers to "${lifeline}" ${deliveries === 1 ? 'once' : `${deliveries} times`}, but "${lifeline}" never subscribed to it`,
    hint: () => 'draw the subscription, or let the subscriber be the one that is delivered to',
    explanation:
      'The diagram draws subscriptions; this lifeline is delivered to by one that it never subscribed to nor called.',
  },
  'not-analysed': {
    code: 'SQ509',
    severity: 'info',
    message: ({ messages, limit }) =>
      `the diagram has ${messages} messages, more than the ${limit} that are analysed: races, replies and activations were not looked for`,
    hint: () => 'cut it into several diagrams, one a scenario',
    explanation: 'The limit keeps the command responsive. What the parser finds is reported all the same.',
  },
  'non-local-choice': {
    code: 'SQ531',
    severity: 'warning',
    message: ({ first, second, labels: [one, other] }) =>
      `"${first}" begins one of these alternatives with ${quoted(one)} and "${second}" another with ${quoted(other)}, and neither knows what the other chooses`,
    hint: () =>
      'let one lifeline decide and draw how the others hear of it; `explore` shows what may come of it',
    explanation:
      'Of alternatives exactly one happens, on every lifeline the same. Where they begin on different lifelines nobody can see to that: each may begin its own (Ben-Abdallah, Leue 1997).',
  },
  'unreachable-operand': {
    code: 'SQ530',
    severity: 'warning',
    message: ({ keyword, label }) =>
      `no run comes to what this \`${keyword}\`${label === '' ? '' : ` "${label}"`} holds`,
    hint: () => 'a loop that repeats 0 times never begins; give it other bounds, or leave it out',
    explanation:
      'Nothing that is drawn there can happen, under whatever channel model. What must not happen stands in a `neg`.',
  },
};

/** `receive "x" from "B"`, or with the ending of the third person `receives "x" from "B"`. */
function words({ kind, label, peer }: OccurrenceArguments, person: 'plain' | 's'): string {
  const what = quoted(label);
  const ending = person === 's' ? 's' : '';
  switch (kind) {
    case 'send':
      return `send${ending} ${what}${peer === null ? '' : ` to "${peer}"`}`;
    case 'receive':
      return `receive${ending} ${what}${peer === null ? '' : ` from "${peer}"`}`;
    case 'action':
      return `${person === 's' ? 'does' : 'do'} ${quoted(label, 'something')}`;
    case 'ref':
      return person === 's' ? `is through with ${what}` : `be through with ${what}`;
  }
}

function quoted(label: string, unnamed: string = 'a message'): string {
  return label === '' ? unnamed : `"${label}"`;
}

function none(): null {
  return null;
}
