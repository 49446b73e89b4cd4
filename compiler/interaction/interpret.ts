import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Message, Statement } from '../syntax/diagram.ts';
import { drawnMessages } from './lower-message.ts';
import { findMessage, type MessageName } from './message-name.ts';

/**
 * What a diagram's prose means and its drawing does not say, told beside the diagram because the file itself is not ours
 * to edit. Names speak of messages as they are drawn.
 */
export interface Interpretation {
  /** Messages that were drawn the wrong way round. */
  readonly reverse?: readonly MessageName[];
  /** Messages of one thread, by tag; the threads run in parallel. */
  readonly threads?: Readonly<Record<string, readonly MessageName[]>>;
  /** Pairs of which the second message waits for the first. */
  readonly after?: readonly (readonly [MessageName, MessageName])[];
  /** Groups of messages of which one happens. */
  readonly alternatives?: readonly (readonly MessageName[])[];
  /** Messages that need not happen. */
  readonly optional?: readonly MessageName[];
  /** Messages that may happen again. */
  readonly repeat?: readonly MessageName[];
  /** Groups of messages that are drawn in an order that nothing enforces. */
  readonly unordered?: readonly (readonly MessageName[])[];
  /** Lifelines that may skip deliveries, and never reorder them. */
  readonly latest?: readonly string[];
  /** The file of the diagram that a ref stands for, by the ref's label. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Messages that may happen anywhere. */
  readonly extra?: readonly MessageName[];
}

export interface Interpreted {
  readonly diagram: Diagram;
  /** What was rewritten, in the order of the interpretation. */
  readonly rewrites: readonly Rewrite[];
  /** What is wrong with the interpretation; nothing of it is passed over in silence. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One thing that an interpretation makes of a diagram, and where it is drawn. */
export interface Rewrite {
  readonly kind: 'reverse';
  readonly message: Message;
}

/** The diagram as it is meant. Messages keep their places and numbers. */
export function interpret(diagram: Diagram, interpretation: Interpretation): Interpreted {
  const diagnostics: Diagnostic[] = notYetUnderstood(diagram, interpretation);
  const drawing = { ...diagram, messages: drawnMessages(diagram.statements) };
  const reversed = new Set<Message>();
  for (const name of interpretation.reverse ?? []) {
    const found = findMessage(name, drawing);
    if ('number' in found) reversed.add(found.statement);
    else diagnostics.push(found);
  }
  return {
    diagram: { ...diagram, statements: reverseIn(diagram.statements, reversed) },
    rewrites: [...reversed].map((message) => ({ kind: 'reverse', message })),
    diagnostics,
  };
}

function notYetUnderstood(diagram: Diagram, interpretation: Interpretation): Diagnostic[] {
  return Object.entries(interpretation)
    .filter(([key, value]) => key !== 'reverse' && value !== undefined)
    .map(([key]) => diagnose('binding-unsupported', { option: `interpret.${key}` }, diagram.span));
}

function reverseIn(statements: readonly Statement[], reversed: ReadonlySet<Message>): readonly Statement[] {
  return statements.map((statement) => {
    if (statement.kind === 'message') return reversed.has(statement) ? reverse(statement) : statement;
    if (statement.kind !== 'fragment') return statement;
    const operands = statement.operands.map((operand) => ({
      ...operand,
      statements: reverseIn(operand.statements, reversed),
    }));
    return { ...statement, operands };
  });
}

function reverse(message: Message): Message {
  const arrow = { ...message.arrow, reversed: !message.arrow.reversed };
  return { ...message, from: message.to, to: message.from, arrow };
}
