import fc, { type Arbitrary } from 'fast-check';
import { type CompiledDiagram, compile } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import { plain, renderDiagnostics } from '../compiler/diagnostics/render.ts';
import { Violation } from '../compiler/diagnostics/violation.ts';
import type { ChannelModel } from '../runtime/channel.ts';
import { type FaultKind, faultsOn, type InjectedFault, play } from '../runtime/play.ts';
import { type DataSource, dataOf } from './generated-data.ts';
import { GeneratedRun } from './generated-run.ts';
import { ScheduleArbitrary } from './schedule-arbitrary.ts';

/** Which runs are drawn. */
export interface RunsOptions {
  /** What the network guarantees; `fifo` when absent. */
  readonly channel?: ChannelModel;
  /**
   * What may go wrong: these kinds, anywhere; or `drawn`, what `@fault` says and where it does. Nothing when absent. What the channel
   * rules out never happens.
   */
  readonly faults?: readonly FaultKind[] | 'drawn';
  /** At most so many faults in a run; 3 when absent. */
  readonly faultsMax?: number;
  /** After so many choices a run takes the shortest way to its end; 100 when absent. */
  readonly choicesMax?: number;
}

/**
 * The diagram in a text, for tests: the first, or the one of that name. Throws an `Error` with what is wrong in it when it does not
 * compile; `file` is what places are told in.
 */
export function specification(text: string, file: string, name?: string): CompiledDiagram {
  const { diagrams, diagnostics } = compile(text, file);
  const found = name === undefined ? diagrams[0] : diagrams.find(({ diagram }) => diagram.name === name);
  if (found === undefined)
    throw new Error(`${file} holds no diagram${name === undefined ? '' : ` "${name}"`}`);
  const wrong = [...diagnostics, ...found.diagnostics].filter((one) => describe(one).severity === 'error');
  if (wrong.length > 0)
    throw new Error([...renderDiagnostics(wrong, new Map([[file, text]]), plain)].join('\n\n'));
  return found;
}

/**
 * Runs of a diagram, as an arbitrary of fast-check: in which order, which operands, how often, what messages bring, and what goes
 * wrong. Without faults each of them conforms. They shrink to fewer faults, simpler data, and the shortest way to the end in the drawn
 * order.
 */
export function runsOf(diagram: CompiledDiagram, options: RunsOptions = {}): Arbitrary<GeneratedRun> {
  const { channel = 'fifo', choicesMax = 100 } = options;
  const { interaction } = diagram;
  const data: DataSource = dataOf(diagram);
  const schedule = new ScheduleArbitrary(choicesMax, interaction.occurrences.length);
  return fc
    .record({ schedule, faults: faultsArbitrary(diagram, options), data: data.arbitrary })
    .map(({ schedule: chosen, faults, data: drawn }) => {
      const choices = { schedule: chosen, faults };
      return new GeneratedRun(diagram, choices, play(interaction, choices, channel), data.payloads(drawn));
    });
}

/** One of these runs, chosen by a seed. */
export function drawRun(diagram: CompiledDiagram, seed: number, options: RunsOptions = {}): GeneratedRun {
  // fast-check takes seeds of 32 bits.
  const [run] = fc.sample(runsOf(diagram, options), { seed: seed % 2 ** 31, numRuns: 1 });
  if (run === undefined) throw new Violation('no run was drawn');
  return run;
}

/** What `checkRuns` looks at besides the runs. */
export interface CheckRunsOptions extends RunsOptions {
  /** How many runs; 100 when absent. */
  readonly runs?: number;
  /** Those of the failure, to have it again. */
  readonly seed?: number;
  readonly path?: string;
}

/** A run for which a property fails, shrunk; its message shows it as a diagram and tells how to have it again. */
export class RunFailure extends Error {
  readonly run: GeneratedRun;
  /** What the property says of it. */
  readonly reason: string;
  readonly seed: number;
  readonly path: string;

  constructor(run: GeneratedRun, seed: number, path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super([reason, '', run.toString(), '', `replay: { seed: ${seed}, path: "${path}" }`].join('\n'), {
      cause,
    });
    this.name = 'RunFailure';
    this.run = run;
    this.reason = reason;
    this.seed = seed;
    this.path = path;
  }
}

/**
 * Draws runs of a diagram and holds a property against each; without one, the diagram's invariants. A property, which may
 * be asynchronous, fails when it throws or gives false. Rejects with a `RunFailure`, the smallest that shrinking finds.
 */
export async function checkRuns(
  diagram: CompiledDiagram,
  options: CheckRunsOptions = {},
  property: (run: GeneratedRun) => unknown = keepsInvariants,
): Promise<void> {
  const { runs = 100, seed, path } = options;
  const details = await fc.check(
    fc.asyncProperty(runsOf(diagram, options), async (run) => {
      if ((await property(run)) === false) throw new Error('the property is false');
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) },
  );
  if (!details.failed) return;
  const [run] = details.counterexample ?? [];
  if (run === undefined) throw new Error('there is no run that can be drawn');
  throw new RunFailure(run, details.seed, details.counterexamplePath ?? '', details.errorInstance);
}

function keepsInvariants(run: GeneratedRun): void {
  const [first] = run.broken;
  if (first !== undefined) throw new Error(first);
}

function faultsArbitrary(
  { interaction }: CompiledDiagram,
  { channel = 'fifo', faults = [], faultsMax = 3 }: RunsOptions,
): Arbitrary<readonly InjectedFault[]> {
  const possible = faultsOn(channel);
  const [messages, lifelines] = [interaction.messages.length, interaction.lifelines.map(({ id }) => id)];
  const crashOf = (lifeline: Arbitrary<string>): Arbitrary<InjectedFault> =>
    fc.record({ kind: fc.constant('crash'), lifeline, nth: fc.nat({ max: 20 }), sends: fc.constant(null) });
  const anywhere = (kind: FaultKind): readonly Arbitrary<InjectedFault>[] =>
    kind === 'crash'
      ? lifelines.length === 0
        ? []
        : [crashOf(fc.constantFrom(...lifelines))]
      : [
          fc.record({
            kind: fc.constant(kind),
            nth: fc.nat({ max: messages }),
            sends: fc.constant(null),
          }),
        ];
  const drawn = (): readonly Arbitrary<InjectedFault>[] =>
    interaction.annotations.faults.flatMap(({ value, first, end }) => {
      const sends = fc.constant(Array.from({ length: end - first }, (_, index) => first + index));
      return value
        .filter(({ kind }) => possible.includes(kind))
        .map((fault): Arbitrary<InjectedFault> => {
          const nth = fc.nat({ max: 2 });
          return fault.kind === 'crash'
            ? fc.record({ kind: fc.constant('crash'), lifeline: fc.constant(fault.lifeline), nth, sends })
            : fc.record({ kind: fc.constant(fault.kind), nth, sends });
        });
    });
  const all =
    faults === 'drawn' ? drawn() : faults.filter((kind) => possible.includes(kind)).flatMap(anywhere);
  return all.length === 0 ? fc.constant([]) : someOf(fc.oneof(...all), faultsMax);
}

/** At most so many, each of which goes by itself when that shrinks; of an array not every one would be tried. */
export function someOf<Value>(one: Arbitrary<Value>, most: number): Arbitrary<readonly Value[]> {
  const each = Array.from({ length: most }, () => fc.option(one, { nil: null, freq: 2 }));
  return fc.tuple(...each).map((all) => all.filter((value) => value !== null));
}
