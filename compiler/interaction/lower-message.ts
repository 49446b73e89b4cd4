import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DiagramDirectives } from '../directives/read-directives.ts';
import type { Diagram, End, Message, Statement } from '../syntax/diagram.ts';
import { messageNumbers } from '../syntax/message-numbers.ts';
import type { Annotations } from './annotations.ts';
import type { ArrowDiscipline, DrawnMessage, Occurrence } from './interaction.ts';
import { normaliseLabel } from './label.ts';
import type { Term, Terms } from './term.ts';
import type { Between } from './timing.ts';

/** What lowering carries through a diagram; the lists grow while it goes. */
export interface Lowering {
  readonly terms: Terms;
  readonly arrows: ArrowDiscipline;
  readonly refs: ReadonlyMap<string, Diagram>;
  /** Message numbers; those of an inlined diagram have none. */
  readonly numbers: ReadonlyMap<Message, number>;
  readonly occurrences: Occurrence[];
  readonly forbidden: Occurrence[];
  /** What directives say of the diagram that is being lowered. */
  readonly directives: DiagramDirectives;
  readonly annotations: Growing<Omit<Annotations, 'real' | 'invariants'>>;
  readonly timings: Between[];
  readonly diagnostics: Diagnostic[];
  /** The diagrams that are being put in for refs, outermost first. */
  readonly inlining: readonly Diagram[];
  readonly inNeg: boolean;
}

type Growing<Lists> = {
  readonly [Key in keyof Lists]: Lists[Key] extends readonly (infer Item)[] ? Item[] : never;
};

/** Drawn arrows in text order, numbered from 1; layout arrows are no messages. */
export function drawnMessages(statements: readonly Statement[]): readonly DrawnMessage[] {
  const found: Message[] = [];
  const collect = (statement: Statement): void => {
    if (statement.kind === 'message' && !statement.arrow.hidden) found.push(statement);
    if (statement.kind !== 'fragment') return;
    for (const operand of statement.operands) operand.statements.forEach(collect);
  };
  statements.forEach(collect);
  const numbers = messageNumbers(statements);
  return found.map((statement, index) => ({
    number: index + 1,
    shown: numbers.get(statement) ?? null,
    statement,
  }));
}

/** Records an occurrence and gives the term in which it happens once. */
export function occur(lowering: Lowering, occurrence: Omit<Occurrence, 'index'>): Term {
  const recorded = { ...occurrence, index: lowering.occurrences.length };
  lowering.occurrences.push(recorded);
  if (lowering.inNeg) lowering.forbidden.push(recorded);
  return lowering.terms.once(recorded);
}

/** A send and then its receive; one action for a self-message; two unordered messages for `<->`; one each for a multicast. */
export function lowerMessage(lowering: Lowering, statement: Message): Term {
  const { terms } = lowering;
  if (statement.arrow.hidden) return terms.empty;
  const receivers = [statement.to, ...statement.alsoTo];
  const there = receivers.map((to) => transmit(lowering, statement, statement.from, to));
  const back = statement.arrow.bidirectional
    ? receivers.map((to) => transmit(lowering, statement, to, statement.from))
    : [];
  return terms.parallel(...there, ...back);
}

function transmit(lowering: Lowering, statement: Message, from: End, to: End): Term {
  const { terms } = lowering;
  const sender = idOf(from);
  const receiver = idOf(to);
  const common = {
    label: normaliseLabel(statement.label),
    message: lowering.numbers.get(statement) ?? null,
    holds: null,
    lost: false,
    span: statement.span,
  };
  if (sender !== null && sender === receiver) {
    return occur(lowering, {
      kind: 'action',
      lifelines: [sender],
      peer: null,
      transmission: null,
      ...common,
    });
  }
  const transmission = lowering.occurrences.length;
  const send =
    sender === null
      ? terms.empty
      : occur(lowering, {
          kind: 'send',
          lifelines: [sender],
          peer: receiver,
          transmission,
          ...common,
          lost: statement.arrow.lost,
        });
  if (receiver === null || statement.arrow.lost) return send;
  const holds = sender !== null && holdsSender(lowering.arrows, statement) ? sender : null;
  const receive = occur(lowering, {
    kind: 'receive',
    lifelines: [receiver],
    peer: sender,
    transmission,
    ...common,
    holds,
  });
  return terms.strict(send, receive);
}

function holdsSender(arrows: ArrowDiscipline, { arrow }: Message): boolean {
  switch (arrows) {
    case 'async':
      return false;
    case 'blocking':
      return arrow.line === 'solid' && arrow.head === 'filled';
    case 'rendezvous':
      return true;
  }
}

function idOf(end: End): string | null {
  return end.kind === 'lifeline' ? end.id : null;
}
