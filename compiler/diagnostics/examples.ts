import type { DiagnosticName } from './catalogue.ts';

/** A small diagram that gets the diagnostic, and one that says the same, or what was meant, and does not. */
export interface Example {
  readonly wrong: string;
  readonly right: string;
}

/** For those that are easier shown than told. Tests check both sides of each. */
export const examples: { readonly [Name in DiagnosticName]?: Example } = {
  'unknown-line': plantuml(
    ['par one', 'A -> B : x', 'and two', 'A -> B : y', 'end'],
    ['par one', 'A -> B : x', 'else two', 'A -> B : y', 'end'],
  ),
  'stray-else': mermaid(
    ['par one', 'A->>B: x', 'else two', 'A->>B: y', 'end'],
    ['par one', 'A->>B: x', 'and two', 'A->>B: y', 'end'],
  ),
  'stray-end': plantuml(['A -> B : x', 'end'], ['opt maybe', 'A -> B : x', 'end']),
  'unclosed-fragment': mermaid(
    ['loop twice', 'A->>B: x', 'A->>B: y'],
    ['loop twice', 'A->>B: x', 'end', 'A->>B: y'],
  ),
  'unclosed-fragment-tolerated': plantuml(['opt maybe', 'A -> B : x'], ['opt maybe', 'A -> B : x', 'end']),
  'else-without-choice': plantuml(
    ['loop 3', 'A -> B : x', 'else failed', 'A -> B : y', 'end'],
    ['loop 3', 'alt ok', 'A -> B : x', 'else failed', 'A -> B : y', 'end', 'end'],
  ),
  'foreign-fragment': plantuml(['strict', 'A -> B : x', 'end'], ['group strict', 'A -> B : x', 'end']),
  'comment-in-label': plantuml(["A -> B : x ' later y"], ["' later y", 'A -> B : x']),
  'note-over-many': plantuml(
    ['A -> B : x', 'B -> C : y', 'note over A, B, C : agreed'],
    ['A -> B : x', 'B -> C : y', 'note over A, C : agreed'],
  ),
  'alias-swapped': mermaid(['participant Alice as A', 'A->>B: x'], ['participant A as Alice', 'A->>B: x']),
  'taken-for-text': mermaid(['title', 'A->>B: x', 'B->>A: y'], ['title Two', 'A->>B: x', 'B->>A: y']),
  'misspelt-lifeline': plantuml(
    ['participant Server', 'A -> Server : x', 'Sever --> A : y'],
    ['participant Server', 'A -> Server : x', 'Server --> A : y'],
  ),
  'unused-lifeline': plantuml(['participant C', 'A -> B : x'], ['A -> B : x']),
  'alt-without-else': plantuml(
    ['alt in stock', 'A -> B : ship', 'end'],
    ['opt in stock', 'A -> B : ship', 'end'],
  ),
  race: plantuml(
    ['Shop -> Bank : pay', 'Shop -> Courier : ship', 'Bank --> Buyer : bill', 'Courier --> Buyer : parcel'],
    [
      'Shop -> Bank : pay',
      'Shop -> Courier : ship',
      'par',
      'Bank --> Buyer : bill',
      'else',
      'Courier --> Buyer : parcel',
      'end',
    ],
  ),
  'non-local-choice': plantuml(
    ['alt', 'A -> B : x', 'else', 'C -> B : y', 'end'],
    ['alt', 'A -> B : x', 'else', 'A -> C : your turn', 'C -> B : y', 'end'],
  ),
  'unreachable-operand': plantuml(
    ['A -> B : x', 'loop 0', 'A -> B : again', 'end'],
    ['A -> B : x', 'loop 0..3', 'A -> B : again', 'end'],
  ),
  'non-local-succession': plantuml(
    ['A -> B : x', 'C -> D : y'],
    ['A -> B : x', 'B -> C : your turn', 'C -> D : y'],
  ),
  'reply-backwards': plantuml(['A -> B : ask', 'A --> B : answer'], ['A -> B : ask', 'B --> A : answer']),
  'reply-without-call': plantuml(
    ['A -> B : ask', 'B --> A : answer', 'B --> A : news'],
    ['A -> B : ask', 'B --> A : answer', 'B ->> A : news'],
  ),
  'times-contradictory': plantuml(
    ['{a} A -> B : ask', '...1 min...', '{b} B --> A : answer', '{a} <-> {b} : <= 5s'],
    ['{a} A -> B : ask', '...1 s...', '{b} B --> A : answer', '{a} <-> {b} : <= 5s'],
  ),
  'timeout-drawn-as-step': plantuml(
    ['A -> B : ask', 'A -> A : no answer in time, give up', 'B --> A : answer'],
    ['A -> B : ask', 'alt', 'A -> A : no answer in time, give up', 'else', 'B --> A : answer', 'end'],
  ),
  'activation-unbalanced': plantuml(
    ['A -> B ++ : x', 'B --> A -- : y', 'deactivate B'],
    ['A -> B ++ : x', 'B --> A -- : y'],
  ),
  'activation-left-open': plantuml(['A -> B ++ : x', 'B --> A : y'], ['A -> B ++ : x', 'B --> A -- : y']),
  'end-with-words': plantuml(['opt maybe', 'A -> B : x', 'end opt'], ['opt maybe', 'A -> B : x', 'end']),
  'end-of-another': plantuml(
    ['loop 3', 'alt ok', 'A -> B : x', 'else failed', 'A -> B : y', 'end loop'],
    ['loop 3', 'alt ok', 'A -> B : x', 'else failed', 'A -> B : y', 'end alt', 'end loop'],
  ),
  'condition-in-label': plantuml(
    ['Shop -> Bank : pay', 'Shop -> Courier : If paid, ship'],
    ['Shop -> Bank : pay', 'opt paid', 'Shop -> Courier : ship', 'end'],
  ),
  'repetition-in-label': mermaid(
    ['Shop->>Bank: poll every 5 s for the payment'],
    ['loop every 5 s, until it is paid', 'Shop->>Bank: is it paid', 'Bank-->>Shop: state', 'end'],
  ),
  'threads-in-labels': plantuml(
    ['Shop -> Bank : Thread 1: charge', 'Shop -> Stock : Thread 2: reserve'],
    ['par', 'Shop -> Bank : charge', 'else', 'Shop -> Stock : reserve', 'end'],
  ),
  'question-left-open': mermaid(
    ['Shop->>Bank: is it covered?', 'Bank-->>Shop: yes', 'Shop->>Courier: ship'],
    [
      'Shop->>Bank: is it covered?',
      'alt it is',
      'Bank-->>Shop: yes',
      'Shop->>Courier: ship',
      'else it is not',
      'Bank-->>Shop: no',
      'end',
    ],
  ),
  'label-varies': plantuml(
    ['A -> B : Push order', 'B -> C : push order'],
    ['A -> B : push order', 'B -> C : push order'],
  ),
  'alias-varies': plantuml(
    ['participant "Shop OrderList Feed" as ShopOrderFeed', 'A -> ShopOrderFeed : order'],
    ['participant "Shop Order Feed" as ShopOrderFeed', 'A -> ShopOrderFeed : order'],
  ),
  'delivery-without-subscription': plantuml(
    ['App -> Feed : subscribe', 'Shop -> Feed : news', 'Feed --> Reader : news'],
    ['Reader -> Feed : subscribe', 'Shop -> Feed : news', 'Feed --> Reader : news'],
  ),
  'subscription-without-delivery': mermaid(
    ['App->>Feed: subscribe', 'Shop->>Feed: news', 'Feed-->>Reader: news'],
    ['Reader->>Feed: subscribe', 'Shop->>Feed: news', 'Feed-->>Reader: news'],
  ),
  'subscription-unconfirmed': mermaid(
    ['Reader->>Feed: subscribe', 'Shop->>Feed: news', 'Feed-->>Reader: news'],
    ['Reader->>Feed: subscribe', 'Feed-->>Reader: subscribed', 'Shop->>Feed: news', 'Feed-->>Reader: news'],
  ),
  'request-unanswered': plantuml(
    ['A -> B : GET /orders', 'B --> A : 200', 'A -> B : POST /orders'],
    ['A -> B : GET /orders', 'B --> A : 200', 'A -> B : POST /orders', 'B --> A : 201'],
  ),
  'calls-overlapping': plantuml(
    ['A -> B : index', 'A -> C : publish', 'B --> A : indexed', 'C --> A : published'],
    ['A -> B : index', 'B --> A : indexed', 'A -> C : publish', 'C --> A : published'],
  ),
  'activation-irregular': plantuml(
    ['A -> B ++ : ask', 'B --> A -- : answer', 'A -> B : ask more', 'B --> A : answer'],
    ['A -> B ++ : ask', 'B --> A -- : answer', 'A -> B ++ : ask more', 'B --> A -- : answer'],
  ),
  'delivery-overtaken': plantuml(
    [
      'Till -> Feed : price',
      'Feed ->> Reader : price [7]',
      'Till -> Feed : price',
      'Feed ->> Reader : price [8]',
    ],
    [
      'Till -> Feed : price',
      'Feed ->> Reader : price [7]',
      'Reader -> Till : seen',
      'Till -> Feed : price',
      'Feed ->> Reader : price [8]',
    ],
  ),
  'updates-unordered': plantuml(
    [
      'Buyer -> Bank : pay',
      "Buyer -> Store : set order state 'sent'",
      "Bank -> Store : set order state 'paid'",
    ],
    [
      'Buyer -> Bank : pay',
      "Bank -> Store : set order state 'paid'",
      'Store -> Buyer : paid',
      "Buyer -> Store : set order state 'sent'",
    ],
  ),
};

function plantuml(wrong: readonly string[], right: readonly string[]): Example {
  const [one, other] = [wrong, right].map((lines) => ['@startuml', ...lines, '@enduml'].join('\n'));
  return { wrong: one as string, right: other as string };
}

function mermaid(wrong: readonly string[], right: readonly string[]): Example {
  const [one, other] = [wrong, right].map((lines) => ['sequenceDiagram', ...lines].join('\n'));
  return { wrong: one as string, right: other as string };
}
