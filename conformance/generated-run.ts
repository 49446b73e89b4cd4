import type { CompiledDiagram } from '../compiler/compile.ts';
import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { diagramOfRun } from '../runtime/explore/diagram-of-run.ts';
import type { FiredMove, Firing } from '../runtime/explore/product.ts';
import type { Choices, InjectedFault, Played, PlayedRun } from '../runtime/play.ts';
import { printRun } from '../runtime/print-run.ts';
import type { TraceEvent, TraceLine, TraceRemark } from '../runtime/trace.ts';
import { describeBroken } from './explain.ts';
import type { Payloads } from './generated-data.ts';
import { type BrokenInvariant, brokenIn } from './invariants.ts';

/** One run of a diagram that was drawn for a test, with what its messages bring and what went wrong. */
export class GeneratedRun {
  /** What happens, in order, as it would stand in a trace file. */
  readonly events: readonly TraceEvent[];
  /** The trace file: the events with what went wrong as remarks, a header and a footer. */
  readonly lines: readonly TraceLine[];
  /** Whether the diagram came to its end; under faults somebody may wait for ever. */
  readonly ended: PlayedRun['ended'];
  /** What was to go wrong; what the run does not come to had no effect. */
  readonly faults: readonly InjectedFault[];
  /** The invariants of the diagram that the run breaks, each in a sentence. */
  readonly broken: readonly string[];
  readonly #diagram: CompiledDiagram;
  readonly #played: readonly Played[];
  readonly #broken: readonly BrokenInvariant[];

  constructor(diagram: CompiledDiagram, choices: Choices, { played, ended }: PlayedRun, payloads: Payloads) {
    const { interaction } = diagram;
    const lines = linesOf(played, payloads);
    this.#diagram = diagram;
    this.#played = played;
    this.ended = ended;
    this.faults = choices.faults;
    this.events = lines.filter((line): line is TraceEvent => !isRemark(line));
    this.lines = [
      { kind: 'header', version: 1 },
      ...lines,
      { kind: 'footer', events: this.events.length, ended },
    ];
    const happened = played.flatMap((one) =>
      one.kind === 'crash' ? [] : [{ occurrence: one.occurrence, event: null }],
    );
    this.#broken = brokenIn(interaction, happened, ended !== 'limit').broken;
    this.broken = this.#broken.map(describeBroken);
  }

  /** The run as a diagram in the language of its diagram; up to what breaks an invariant, if anything does. */
  toDiagram(): string {
    const [first] = this.#broken;
    const end = this.#played.findIndex(
      (one) => one.kind !== 'crash' && one.occurrence === first?.at?.occurrence,
    );
    const shown = end < 0 ? this.#played : this.#played.slice(0, end + 1);
    const last = shown.findLast((one) => one.kind === 'occurrence');
    const lifeline = last?.kind === 'occurrence' ? last.occurrence.lifelines[0] : undefined;
    const text = first?.at === null ? 'this ends without keeping the invariant' : 'this breaks the invariant';
    const told = {
      title: first === undefined ? 'a run' : `broken invariant ${first.invariant.text}`,
      notes: first === undefined || lifeline === undefined ? [] : [{ lifeline, text }],
    };
    return (
      diagramOfRun(shown.map(firingOf), this.#diagram, told) ??
      printRun(this.#diagram.interaction, this.lines)
    );
  }

  /** That diagram, and what messages bring; fast-check shows it for a counterexample. */
  toString(): string {
    const payloads = this.events.flatMap((event) =>
      'payload' in event && event.kind !== 'receive'
        ? [`${event.label}: ${JSON.stringify(event.payload)}`]
        : [],
    );
    return [this.toDiagram().trimEnd(), ...payloads].join('\n');
  }
}

function isRemark({ kind }: TraceEvent | TraceRemark): boolean {
  return kind === 'drop' || kind === 'duplicate' || kind === 'crash' || kind === 'timeout';
}

/** What is received is what was sent. */
function linesOf(played: readonly Played[], payloads: Payloads): readonly (TraceEvent | TraceRemark)[] {
  const sent = new Map<number, ReturnType<Payloads>>();
  return played.flatMap((one): readonly (TraceEvent | TraceRemark)[] => {
    if (one.kind === 'crash') return [{ kind: 'crash', lifeline: one.lifeline }];
    const { occurrence, message, faults } = one;
    const { kind, lifelines, peer, label } = occurrence;
    const known = message === null ? undefined : sent.get(message);
    const payload = known === undefined ? payloads(occurrence.index) : known;
    if (message !== null) sent.set(message, payload);
    const brings = payload === null ? {} : { payload: payload.value };
    if (kind === 'ref') return [{ kind, lifelines, label, ...brings }];
    const [lifeline = ''] = lifelines;
    const ends = { lifeline, ...(peer === null ? {} : { peer }), label };
    const event: TraceEvent = { kind, ...ends, ...(message === null ? {} : { id: message }), ...brings };
    return [
      event,
      ...(faults.includes('lose') ? [{ kind: 'drop', ...ends } as const] : []),
      ...(faults.includes('duplicate') && !faults.includes('lose')
        ? [{ kind: 'duplicate', ...ends } as const]
        : []),
    ];
  });
}

/** What was played in the words of an exploration, which can be drawn; each message is a kind of its own. */
function firingOf(played: Played): Firing {
  if (played.kind === 'crash') {
    const transition = { ...transitionOf(null), kind: 'action', label: 'crashes' } as const;
    return [
      {
        lifeline: -1,
        id: played.lifeline,
        move: { kind: 'crash', next: -1, subject: -1, transition },
        fate: null,
      },
    ];
  }
  const { occurrence, message, faults } = played;
  const { kind, lifelines } = occurrence;
  const transition = transitionOf(occurrence);
  const moveKind = kind === 'ref' ? 'joint' : message === null || kind === 'action' ? 'local' : kind;
  const fate = faults.includes('lose') ? 'lost' : faults.includes('duplicate') ? 'duplicated' : null;
  return lifelines.map(
    (id): FiredMove => ({
      lifeline: -1,
      id,
      move: { kind: moveKind, next: -1, subject: message ?? -1, transition },
      fate,
    }),
  );
}

function transitionOf(occurrence: Occurrence | null): FiredMove['move']['transition'] {
  return {
    kind: occurrence?.kind ?? 'action',
    peer: occurrence?.peer ?? null,
    label: occurrence?.label ?? '',
    joint: occurrence?.kind === 'ref' ? occurrence.lifelines : null,
    lost: occurrence?.lost ?? false,
    next: -1,
    occurrences: occurrence === null ? [] : [occurrence],
  };
}
