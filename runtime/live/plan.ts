import { type Diagnostic, diagnose } from '../../compiler/diagnostics/diagnostic.ts';
import type { Interaction, Occurrence } from '../../compiler/interaction/interaction.ts';
import {
  type Drawing,
  findLifeline,
  findMessage,
  type MessageName,
  showName,
} from '../../compiler/interaction/message-name.ts';
import type { Transport } from '../transports/transport.ts';
import { transports } from '../transports/transports.ts';
import type { Wire } from '../transports/wire.ts';
import type { Binding, Participant } from './binding.ts';

/** What a live run needs to know, all names looked up: a binding that fits its diagram. */
export interface Plan {
  readonly interaction: Interaction;
  readonly binding: Binding;
  /** The real lifelines, by id. */
  readonly real: ReadonlyMap<string, Participant>;
  readonly simulated: readonly string[];
  /** By name: those that come with the runtime, and the binding's own. */
  readonly transports: ReadonlyMap<string, Transport>;
  /** How messages look on the wire, by message number. */
  readonly wires: ReadonlyMap<number, Wire>;
  /** The messages that may answer a message, by its number. */
  readonly answers: ReadonlyMap<number, readonly number[]>;
  /** The message that a message answers, by its number. */
  readonly calls: ReadonlyMap<number, number>;
  /** The message after which the run is over. */
  readonly terminal: number | null;
}

export interface PlanOptions {
  /** The diagram as it is drawn, before it was interpreted: what the binding's names speak of. */
  readonly drawing: Drawing;
  readonly interaction: Interaction;
  readonly binding: Binding;
  /** Ids or display names of the lifelines that are to be real. */
  readonly real: readonly string[];
  /**
   * The interpretation was left out: an answer that is drawn the wrong way round cannot be observed then, which is for the
   * verdict to say and no mistake of the binding.
   */
  readonly literal: boolean;
}

/** The plan of a run, or everything that is wrong with the binding. */
export function planRun(options: PlanOptions): { plan: Plan | null; diagnostics: readonly Diagnostic[] } {
  const { interaction, binding } = options;
  const diagnostics: Diagnostic[] = [];
  const lookUp = (name: MessageName): number | null => {
    const found = findMessage(name, options.drawing);
    if ('number' in found) return found.number;
    diagnostics.push(found);
    return null;
  };
  const real = realLifelines(options, diagnostics);
  const known = new Map([
    ...transports,
    ...(binding.transports ?? []).map((one) => [one.name, one] as const),
  ]);
  const wires = new Map<number, Wire>();
  const answers = new Map<number, number[]>();
  const calls = new Map<number, number>();
  for (const { message, on } of binding.messages) {
    const number = lookUp(message);
    const call = on.answers === null ? null : lookUp(on.answers);
    if (number === null) continue;
    const { span } = interaction.messages[number - 1]?.statement ?? options.drawing;
    const name = showName(message);
    if (!known.has(on.transport)) {
      const args = { transport: on.transport, name, transports: [...known.keys()] };
      diagnostics.push(diagnose('transport-not-found', args, span));
    }
    if (wires.has(number)) diagnostics.push(diagnose('message-bound-twice', { name }, span));
    wires.set(number, on);
    if (call === null || on.answers === null) continue;
    if (runsBack(interaction, call, number)) {
      answers.set(call, [...(answers.get(call) ?? []), number]);
      calls.set(number, call);
    } else if (!options.literal) {
      diagnostics.push(diagnose('answer-astray', { name, call: showName(on.answers) }, span));
    }
  }
  for (const message of binding.interpret?.reverse ?? []) lookUp(message);
  const terminal = binding.completion?.terminal === undefined ? null : lookUp(binding.completion.terminal);
  diagnostics.push(...missingWires(interaction, real, wires));
  if (diagnostics.length > 0) return { plan: null, diagnostics: distinct(diagnostics) };
  const simulated = interaction.lifelines.map(({ id }) => id).filter((id) => !real.has(id));
  return {
    plan: { interaction, binding, real, simulated, transports: known, wires, answers, calls, terminal },
    diagnostics,
  };
}

function realLifelines(
  { drawing, interaction, binding, real }: PlanOptions,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Participant> {
  const { span } = drawing;
  const lifelines = interaction.lifelines.map(({ id }) => id);
  const lookUp = (name: string): string[] => {
    const id = findLifeline(interaction.lifelines, name);
    if (id !== null) return [id];
    diagnostics.push(diagnose('lifeline-not-found', { id: name, lifelines }, span));
    return [];
  };
  const bound = new Map(
    Object.entries(binding.lifelines).flatMap(([name, participant]) =>
      lookUp(name).map((id) => [id, participant] as const),
    ),
  );
  for (const { lifeline } of Object.values(binding.mutants ?? {})) lookUp(lifeline);
  return new Map(
    real.flatMap(lookUp).flatMap((id) => {
      const participant = bound.get(id);
      if (participant !== undefined) return [[id, participant] as const];
      diagnostics.push(diagnose('lifeline-not-bound', { id }, span));
      return [];
    }),
  );
}

function runsBack(interaction: Interaction, call: number, answer: number): boolean {
  const sendOf = (number: number) =>
    interaction.occurrences.find(({ kind, message }) => kind === 'send' && message === number);
  const there = sendOf(call);
  const back = sendOf(answer);
  return (
    there !== undefined && there.peer === (back?.lifelines[0] ?? null) && there.lifelines[0] === back?.peer
  );
}

/** Every message between a real and a simulated lifeline needs a wire; one between two real ones cannot be seen. */
function missingWires(
  interaction: Interaction,
  real: ReadonlyMap<string, Participant>,
  wires: ReadonlyMap<number, Wire>,
): readonly Diagnostic[] {
  return interaction.occurrences.flatMap((occurrence) => {
    const [lifeline = ''] = occurrence.lifelines;
    if (!real.has(lifeline) || !isEndOfMessage(occurrence)) return [];
    const drawn = interaction.messages.find(({ number }) => number === occurrence.message);
    const name =
      drawn === undefined
        ? `"${occurrence.label}" of an inlined diagram`
        : `"${occurrence.label}" (message ${drawn.number})`;
    if (occurrence.peer !== null && real.has(occurrence.peer))
      return [diagnose('both-ends-real', { name }, occurrence.span)];
    // Where the message leaves the diagram there is no simulated lifeline that could take it: it stays unobserved.
    if (occurrence.kind === 'send' && (occurrence.peer === null || occurrence.lost)) return [];
    if (occurrence.message !== null && wires.has(occurrence.message)) return [];
    return [diagnose('message-not-bound', { name }, occurrence.span)];
  });
}

function isEndOfMessage({ kind }: Occurrence): boolean {
  return kind === 'send' || kind === 'receive';
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify([one.name, one.args]), one])).values()];
}
