/** A defect that people found in one of the three diagrams, and what finds it. */
export interface Defect {
  readonly id: string;
  readonly defect: string;
  /** Rule and line, `race 45`; none when the drawing does not show it. */
  readonly found: readonly string[];
  /** Why the diagram alone cannot show it, or not all of it; null when the findings say it all. */
  readonly why: string | null;
}

/** A system's diagram and all that is known to be wrong with it, in the order of the numbers. */
export interface KnownDefects {
  readonly diagram: string;
  readonly defects: readonly Defect[];
}

const cfdOrder: readonly Defect[] = [
  found('D0.1', 'the feed of contracts delivers to the seller, who subscribed to another feed only', [
    'delivery-without-subscription 49',
  ]),
  found('D0.2', "the buyer's daemon subscribes, and the buyer is delivered to", [
    'subscription-without-delivery 28',
    'subscription-without-delivery 29',
    'delivery-without-subscription 36',
    'delivery-without-subscription 44',
  ]),
  found('D0.3', 'no subscription is answered by what there is at that moment', [
    'subscription-unconfirmed 14',
    'subscription-unconfirmed 28',
    'subscription-unconfirmed 29',
  ]),
  found(
    'D0.4',
    'a buyer may connect before the order is posted',
    ['race 30'],
    'that an order posted later has to go to those who are connected is knowledge of the system',
  ),
  hidden(
    'D0.5',
    'the accepted order is never withdrawn',
    'that an order is good for one buyer only is drawn nowhere',
  ),
  hidden(
    'D0.6',
    'nothing is ever refused, and nothing fails',
    'which refusals and failures there are, only the system says',
  ),
  found(
    'D0.7',
    'who hears first of the acceptance, the other daemon or the own feed',
    ['non-local-succession 55'],
    'that one of the two orders breaks a rule of the project is written elsewhere',
  ),
  hidden(
    'D0.8',
    'a state is only named in the text of the ref, and the chain is no lifeline',
    'which states a contract has, and that the text of a ref names one of them, is knowledge of the system',
  ),
  found(
    'D0.9',
    'both daemons announce the open contract without a cause',
    ['non-local-succession 60', 'non-local-succession 62'],
    'what both publish, and that the second publication is refused, stands inside the ref',
  ),
  found('D0.10', 'a feed that keeps only the latest state may skip one', [
    'delivery-overtaken 44',
    'delivery-overtaken 54',
    'delivery-overtaken 56',
    'race 55',
    'race 60',
    'race 62',
  ]),
  found(
    'D0.11',
    'an announcement is called an attestation, and nobody has decided on the oracle',
    ['question-left-open 18'],
    'which of two words of the field is the right one is knowledge of the field',
  ),
  found(
    'D0.12',
    'one thing has several names',
    ['alias-varies 5', 'alias-varies 8', 'label-varies 35', 'label-varies 36'],
    'that the two daemons hold two copies of one contract is knowledge of the system',
  ),
  hidden(
    'D0.13',
    'the frontend starts itself',
    'that the actor is the frontend and part of what it starts is only said in its name',
  ),
  hidden(
    'D0.14',
    'decisions of people are drawn as steps',
    'whether a message to itself is a decision or work is a matter of its words',
  ),
  found('D0.15', 'no HTTP request has a response', [
    'request-unanswered 16',
    'request-unanswered 39',
    'request-unanswered 51',
  ]),
  found('D0.16', '`end group` where the language has `end`', ['end-with-words 21']),
];

const agreement: readonly Defect[] = [
  found('D1.1', 'timeouts are drawn as steps, so that what is cancelled goes on', [
    'timeout-drawn-as-step 21',
    'timeout-drawn-as-step 39',
    'timeout-drawn-as-step 44',
  ]),
  found(
    'D1.2',
    'metering is conditional in words only',
    ['condition-in-label 48'],
    'how far the condition reaches, to the next message too, is not said even in words',
  ),
  found('D1.3', 'polling has neither a period nor an end, and once nobody who is polled', [
    'repetition-in-label 20',
    'repetition-in-label 38',
    'repetition-in-label 43',
  ]),
  found('D1.4', 'a question has one answer', ['question-left-open 4']),
  found('D1.5', 'five threads are told in labels and never joined', ['threads-in-labels 13']),
  found(
    'D1.6',
    'what the write has to wait for is prose',
    ['condition-in-label 37'],
    'whether the acknowledgements belong to the updates is not said even in words',
  ),
  hidden(
    'D1.7',
    'deadlines of both sides race with the write',
    'the drawing has one after the other on the chain; the race is between alternatives that are only drawn as steps, and `explore` shows it once the binding says so',
  ),
  found('D1.8', 'data may come before the agreement is final, and an update before the threads are started', [
    'race 45',
    'race 18',
  ]),
  found('D1.9', 'the agreement state has two writers, and the last one wins', [
    'updates-unordered 5',
    'race 5',
    'race 7',
    'race 23',
    'race 41',
  ]),
  found('D1.10', 'two downloads are drawn in an order that means nothing', [
    'race 29',
    'non-local-succession 29',
  ]),
  hidden(
    'D1.11',
    'hashing and signing are one message, and the hash is ambiguous',
    'that one verb of a label is local work, and which hash a name means, is knowledge of the field',
  ),
  hidden(
    'D1.12',
    'messages that are sent again until they are acknowledged are drawn once',
    'retries are behaviour of the code; `explore --lossy --duplicating` shows what a loss or a copy does to the drawing',
  ),
  found(
    'D1.13',
    'no lifeline is declared',
    ['undeclared-lifeline 3', 'undeclared-lifeline 4', 'undeclared-lifeline 13', 'undeclared-lifeline 16'],
    'the blank behind `@enduml` means nothing in any tool',
  ),
  hidden(
    'D1.14',
    'the code and another diagram have other orders',
    'one of two documents does not know of the other',
  ),
];

const orderFlow: readonly Defect[] = [
  found('D2.1', 'a reply is drawn from the caller to the callee', ['reply-backwards 54']),
  found('D2.2', 'two calls are open and answered in the order of calling', [
    'calls-overlapping 78',
    'race 80',
  ]),
  hidden(
    'D2.3',
    'the broker may deliver before it confirms',
    'the drawn order is one of sends of the broker, which controls it; that it does not is knowledge of brokers',
  ),
  found('D2.4', 'the notification may come before the answer to the request that caused it', [
    'race 34',
    'race 72',
    'race 87',
  ]),
  found(
    'D2.5',
    'a search may come before what it searches is indexed',
    ['race 50'],
    'that an index shows what it holds with a delay is knowledge of it',
  ),
  hidden(
    'D2.6',
    'an update may come before the document is indexed',
    'as it is drawn the second waits for the first; that events are handled concurrently is behaviour of the code',
  ),
  found('D2.7', 'nobody confirms the subscriptions before something is published', [
    'subscription-unconfirmed 12',
    'subscription-unconfirmed 13',
    'race 76',
    'race 21',
  ]),
  hidden(
    'D2.8',
    'the push needs a connection that is still open',
    'the note that says so reads like any remark',
  ),
  hidden(
    'D2.9',
    'the client never acknowledges a plain send',
    'what a protocol of the wire can do is knowledge of it',
  ),
  hidden('D2.10', 'calls are left out', 'what is not drawn leaves no trace in a drawing'),
  hidden(
    'D2.11',
    'a message may be repeated',
    'redelivery is behaviour of the broker; `explore --duplicating` shows what a copy does to the drawing',
  ),
  hidden(
    'D2.12',
    'a conflict of two writers has no branch',
    'that an `add` fails when somebody else has written is knowledge of the store',
  ),
  hidden(
    'D2.13',
    'roles and expired tokens have no branch',
    'which checks there are is knowledge of the system',
  ),
  hidden(
    'D2.14',
    'one order stands for a list, and the index lags',
    'that a list may be empty or stale is a matter of words and of the index',
  ),
  found(
    'D2.15',
    'overlapping activations are drawn as one after the other',
    ['race 34'],
    'that the two overlap follows from the race, not from how they are drawn',
  ),
  found(
    'D2.16',
    'the hub is active for some of its calls only',
    ['activation-irregular 18'],
    'nobody expects who waits for a reply to be drawn active, so that the buyer is not reported',
  ),
  hidden(
    'D2.17',
    'steps and guards are written into notes',
    'nothing tells a note that is a step from one that is a remark',
  ),
];

/** All that is known to be wrong with the three diagrams. */
export const knownDefects: readonly KnownDefects[] = [
  { diagram: 'diagrams/cfd-order/order.original.puml', defects: cfdOrder },
  { diagram: 'diagrams/agreement/agreement.puml', defects: agreement },
  { diagram: 'diagrams/order-flow/order-flow.wsd', defects: orderFlow },
];

/** What somebody has to find, if a drawing is to show it at all. */
export const mustBeFound: readonly string[] = [
  ...numbered('D0', [1, 2, 3, 4, 9, 10, 12, 15, 16]),
  ...numbered('D1', [1, 2, 3, 5, 8, 9, 10, 13]),
  ...numbered('D2', [1, 2, 4, 5, 7, 16]),
];

function found(id: string, defect: string, at: readonly string[], why: string | null = null): Defect {
  return { id, defect, found: at, why };
}

function hidden(id: string, defect: string, why: string): Defect {
  return { id, defect, found: [], why };
}

/** `D0.1`, `D0.2`, … */
export function numbered(system: string, numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => `${system}.${number}`);
}
