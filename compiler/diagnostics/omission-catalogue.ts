import type { CatalogueEntry } from './catalogue.ts';

/** What is drawn in one place and is missing in its like, or where nothing keeps what is drawn apart, SQ54x. */
export interface OmissionArguments {
  'subscription-without-delivery': {
    readonly lifeline: string;
    readonly feed: string;
    /** Somebody that the feed does deliver to. */
    readonly other: string;
  };
  'subscription-unconfirmed': {
    readonly lifeline: string;
    readonly feed: string;
    /** What the feed is sent next. */
    readonly label: string;
  };
  'request-unanswered': { readonly from: string; readonly to: string; readonly label: string };
  'calls-overlapping': { readonly caller: string; readonly first: string; readonly second: string };
  'activation-irregular': {
    readonly id: string;
    /** How many messages reach it while it is not active. */
    readonly idle: number;
  };
  'delivery-overtaken': {
    readonly feed: string;
    readonly lifeline: string;
    readonly label: string;
    readonly next: string;
  };
  'updates-unordered': {
    readonly lifeline: string;
    readonly thing: string;
    readonly writers: readonly string[];
  };
}

/** Their part of the catalogue. */
export const omissionCatalogue: {
  readonly [Name in keyof OmissionArguments]: CatalogueEntry<OmissionArguments[Name]>;
} = {
  'subscription-without-delivery': {
    code: 'SQ540',
    severity: 'warning',
    message: ({ lifeline, feed, other }) =>
      `"${lifeline}" subscribes to "${feed}", which delivers to "${other}" and never to "${lifeline}"`,
    hint: ({ other }) => `let "${other}" subscribe, or draw the delivery to the subscriber`,
    explanation:
      'What is subscribed to delivers in this diagram, but to somebody else: the subscription is drawn at the wrong lifeline, or the delivery is.',
  },
  'subscription-unconfirmed': {
    code: 'SQ541',
    severity: 'info',
    message: ({ lifeline, feed, label }) =>
      `nothing tells "${lifeline}" that it is subscribed to "${feed}", nor what there is at that moment, before ${label === '' ? 'the next message' : `"${label}"`} reaches it`,
    hint: () =>
      'draw the confirmation, or the first delivery: what there is at the moment of the subscription',
    explanation:
      'A subscription is in force when it arrives, and its sender cannot know when that is. What is published before it is lost to the subscriber, unless the feed begins with what there is at that moment. Neither a confirmation nor such a first delivery is drawn.',
  },
  'request-unanswered': {
    code: 'SQ542',
    severity: 'info',
    message: ({ from, to, label }) => `"${to}" never answers "${label}" of "${from}"`,
    hint: () =>
      'draw the response, with its status if that matters: it is also what a failure would be seen by',
    explanation:
      'Every HTTP request has a response, and this diagram draws those of other calls. Without it nothing says when the sender may go on, or what it does when the request is refused.',
  },
  'calls-overlapping': {
    code: 'SQ543',
    severity: 'info',
    message: ({ caller, first, second }) =>
      `${quoted(first)} is answered while ${quoted(second, 'a later call')} of "${caller}" is open, which is answered later: the two calls overlap`,
    hint: () =>
      'draw them in a `par`, or without waiting (`->>`), if both run at the same time; else answer the inner one first',
    explanation:
      'Who waits for its calls has only the innermost one answered. Calls that are answered in the order of calling run at the same time, and then nothing orders their replies, as it is drawn here.',
  },
  'activation-irregular': {
    code: 'SQ544',
    severity: 'info',
    message: ({ id, idle }) =>
      `"${id}" is drawn active for some of its calls, but not when ${idle === 1 ? 'this one' : `${idle} others, as this one,`} ${idle === 1 ? 'reaches' : 'reach'} it`,
    hint: ({ id }) => `activate "${id}" for all of its calls or for none`,
    explanation:
      'An activation shows that a lifeline is at work. Where one is drawn for some calls and replies of a lifeline and not for others, readers cannot tell whether that means anything.',
  },
  'delivery-overtaken': {
    code: 'SQ545',
    severity: 'info',
    message: ({ feed, lifeline, label, next }) =>
      `"${feed}" may get ${quoted(next, 'the next value')} before it has delivered ${quoted(label)}: if it keeps only the latest, "${lifeline}" never sees this one`,
    hint: () =>
      'say that it keeps all of them, let the next value wait for the delivery, or put the delivery into an `opt`',
    explanation:
      'A lifeline that passes on one value of a thing after the other is mostly a latest-value feed: a new value takes the place of one that has not been delivered. Nothing in the diagram keeps the next value from coming that early.',
  },
  'updates-unordered': {
    code: 'SQ546',
    severity: 'info',
    message: ({ lifeline, thing, writers }) =>
      `${listed(writers)} set "${thing}" at "${lifeline}" in an order that nothing enforces: if it is one variable, the last writer wins`,
    hint: () =>
      'say whose it is if each has its own; else let one update wait for the other, or make it depend on the value before',
    explanation:
      'Two lifelines set the same thing to different values at a third, and neither knows of the other. Which value is left depends on which message is faster.',
  },
};

function quoted(label: string, unnamed: string = 'a message'): string {
  return label === '' ? unnamed : `"${label}"`;
}

function listed(names: readonly string[]): string {
  const quotes = names.map((name) => `"${name}"`);
  return quotes.length < 2 ? quotes.join('') : `${quotes.slice(0, -1).join(', ')} and ${quotes.at(-1)}`;
}
