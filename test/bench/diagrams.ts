import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CompiledDiagram, compile } from '../../compiler/compile.ts';
import { printTrace } from '../../runtime/print-trace.ts';
import { simulate } from '../../runtime/simulate.ts';

/** The checkout, where `diagrams/` and `cli/` are. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A diagram with a trace of it as text. */
export interface Recording {
  readonly source: Source;
  readonly trace: string;
  readonly events: number;
}

/** A diagram's text, and the name that its compiler is told. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** The systems of `diagrams/`. */
export const systems: readonly Source[] = [
  'diagrams/cfd-order/order.puml',
  'diagrams/agreement/agreement.puml',
  'diagrams/order-flow/order-flow.wsd',
].map((file) => ({ file, text: readFileSync(root + file, 'utf8') }));

/** A diagram in PlantUML: six lifelines that send each other so many messages. */
export function plantumlOf(messages: number): Source {
  return { file: 'made.puml', text: ['@startuml', ...drawing(messages, ' -> '), '@enduml'].join('\n') };
}

/**
 * A diagram in PlantUML as people draw them, with as many fragments, notes, activations, comments and dividers to a message as
 * 630 real diagrams have on the average. Every form in it is one that plantuml-parser accepts, too: notes have one line, and
 * heads are filled.
 */
export function mixedOf(messages: number): Source {
  const orders = Math.floor(messages / messagesOfOrder);
  const lines = [
    '@startuml',
    'autonumber',
    ...names.map((name) => `participant ${name}`),
    ...Array.from({ length: orders }, (_, index) => order(index)).flat(),
    ...Array.from(
      { length: messages - orders * messagesOfOrder },
      (_, index) => `Buyer -> Shop : where is parcel ${index}`,
    ),
    '@enduml',
  ];
  return { file: 'mixed.puml', text: lines.join('\n') };
}

const messagesOfOrder = 12;

function order(number: number): readonly string[] {
  return [
    '',
    `== Order ${number} ==`,
    `' as agreed with the bank on day ${number}`,
    `Buyer -> Shop : POST /orders {"id": ${number}}`,
    'activate Shop',
    'Shop -> Shop : validate the order',
    `Shop -> Stock ++ : reserve(item ${number % 97}, 2)`,
    `note right of Stock : looks at shelf ${number % 13} first`,
    'Stock --> Shop -- : reserved',
    'alt the card is accepted',
    `  Shop -> Bank : charge ${number % 500}.00 EUR`,
    '  activate Bank',
    '  Bank -> Bank : book it',
    '  Bank --> Shop : 200 OK',
    '  deactivate Bank',
    '  loop for each parcel',
    `    Shop -> Carrier : fetch parcel ${number} at gate 4`,
    '    note over Shop, Carrier : at most three days later',
    '    Carrier --> Shop : fetched',
    '  end',
    'else the card is refused',
    '  Shop -> Mail : tell the buyer why',
    '  Mail --> Buyer : we are sorry',
    'end',
    'Shop --> Buyer : 201 Created, with the number of the order',
    'deactivate Shop',
  ];
}

/** So many requests with their answers beside each other, each between two lifelines of its own. */
export function pairsOf(count: number): Source {
  const pairs = Array.from(
    { length: count },
    (_, index) => `A${index} -> B${index} : ask\nB${index} --> A${index} : answer`,
  );
  return {
    file: 'pairs.puml',
    text: ['@startuml', 'par', pairs.join('\nelse\n'), 'end', '@enduml'].join('\n'),
  };
}

/** The messages of `plantumlOf` in the notation of websequencediagrams. */
export function wsdOf(messages: number): Source {
  return { file: 'made.wsd', text: drawing(messages, '->').join('\n') };
}

const names = ['Buyer', 'Shop', 'Bank', 'Stock', 'Carrier', 'Mail'];

function drawing(messages: number, arrow: string): readonly string[] {
  const name = (place: number): string => names[place % names.length] ?? '';
  return [
    ...names.map((declared) => `participant ${declared}`),
    ...Array.from(
      { length: messages },
      (_, index) => `${name(index)}${arrow}${name(index * 5 + 1)}: message ${index} with some words`,
    ),
  ];
}

/** A run of a system that its simulator picked. */
export function simulatedRecording(source: Source): Recording {
  const { lines, occurrences } = simulate(compiled(source).interaction, { seed: 1 });
  return { source, trace: printTrace(lines), events: occurrences.length };
}

/** A request, a query and one of two answers, so many times; an id pairs each send with its receive, or none does. */
export function loopRecording(iterations: number, ids: 'with ids' | 'without ids'): Recording {
  const sent = Array.from({ length: iterations }, (_, iteration) => [
    ['Client', 'Server', 'request'],
    ['Server', 'Store', 'query'],
    ['Store', 'Server', 'rows'],
    ['Server', 'Client', iteration % 3 === 0 ? 'failure' : 'answer'],
  ]).flat();
  const lines = sent.flatMap(([from, to, label], index) => {
    const id = ids === 'with ids' ? { id: index } : {};
    return [
      JSON.stringify({ kind: 'send', lifeline: from, peer: to, label, ...id }),
      JSON.stringify({ kind: 'receive', lifeline: to, peer: from, label, ...id }),
    ];
  });
  return { source: loop, trace: lines.join('\n'), events: lines.length };
}

const loop: Source = {
  file: 'loop.puml',
  text: `@startuml
loop
  Client -> Server : request
  Server -> Store : query
  Store --> Server : rows
  alt found
    Server --> Client : answer
  else
    Server --> Client : failure
  end
end
@enduml`,
};

/** The only diagram of a text, anew: nothing that was worked out about it before is known. */
export function compiled({ file, text }: Source): CompiledDiagram {
  const [diagram, ...others] = compile(text, file).diagrams;
  if (diagram === undefined || others.length > 0) throw new Error(`${file} does not hold one diagram`);
  return diagram;
}
