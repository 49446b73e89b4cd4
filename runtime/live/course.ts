import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import { normaliseLabel } from '../../compiler/interaction/label.ts';
import { type InTransit, mayDeliver } from '../channel.ts';
import type { TraceFooter, TraceLine, TraceRemark } from '../trace.ts';
import type { Values } from '../transports/wire.ts';
import { BindingError } from './binding-error.ts';
import type { Choice } from './choice.ts';
import { eventOf, isSilent, liveHeader, strayEvent } from './live-trace.ts';
import type { Observation } from './observe.ts';
import type { Plan } from './plan.ts';
import { mayEnd, type Position, Walk } from './position.ts';
import { Recorder, type Slot } from './recorder.ts';

export interface CourseOptions {
  readonly seed: number;
  /** Base name of the diagram's file, for the trace's header. */
  readonly diagram?: string;
  readonly digest?: string;
  /** Milliseconds, for the `time` of events. */
  readonly now: () => number;
  readonly onLine: (line: TraceLine) => void;
}

/** A message on its way; `made` as it goes over the wire when a simulated lifeline sent it. */
interface Underway extends InTransit {
  readonly made: unknown;
}

/**
 * How far a run has come: where in the diagram it stands, which messages are on their way, which values they brought, and
 * the trace of all that. Nothing here waits or touches a wire.
 */
export class Course {
  readonly #plan: Plan;
  readonly #choice: Choice;
  readonly #recorder: Recorder;
  readonly #walk: Walk;
  #position: Position;
  #values: Values;
  #underway: readonly Underway[] = [];
  #nextId = 1;

  constructor(plan: Plan, choice: Choice, { now, onLine, ...header }: CourseOptions) {
    const { binding, interaction, real } = plan;
    this.#plan = plan;
    this.#choice = choice;
    this.#walk = new Walk(interaction.terms, (occurrence) => isSilent(occurrence, real));
    this.#position = this.#walk.start(interaction.root);
    this.#recorder = new Recorder(liveHeader(plan, header), now, onLine);
    this.#values = firstValues(binding, choice);
  }

  get values(): Values {
    return this.#values;
  }

  get events(): number {
    return this.#recorder.events;
  }

  get lines(): readonly TraceLine[] {
    return this.#recorder.lines;
  }

  /** The diagram may be over here. */
  get mayEnd(): boolean {
    return mayEnd(this.#position);
  }

  /** What can happen next, whoever does it; without the receives of messages that are not there yet. */
  possible(): readonly Occurrence[] {
    return this.#walk
      .possible(this.#position)
      .filter(
        (occurrence) => occurrence.kind !== 'receive' || mayDeliver('fifo', this.#underway, occurrence),
      );
  }

  /** What the diagram has next, also what waits for a message that is on its way. */
  expected(): readonly Occurrence[] {
    return this.#walk.possible(this.#position);
  }

  /** An action or a ref. */
  happen(occurrence: Occurrence): void {
    this.#happen(occurrence, null, null);
  }

  /** A simulated lifeline sends. */
  send(occurrence: Occurrence): void {
    this.#send(occurrence, this.#make(occurrence.message));
  }

  /** A real lifeline has sent this: the number of its message, null when the diagram has none such here. `slot` is its place in the trace. */
  take({ from, matches, payload }: Observation, slot: Slot | null): number | null {
    const occurrence = this.#walk
      .possible(this.#position)
      .find(
        ({ kind, lifelines, message }) =>
          kind === 'send' && lifelines[0] === from && matches.has(message ?? 0),
      );
    if (occurrence === undefined || occurrence.message === null) return null;
    slot?.free();
    this.#values = { ...this.#values, ...matches.get(occurrence.message) };
    this.#send(occurrence, payload);
    return occurrence.message;
  }

  /** A real lifeline has sent this, which the diagram leaves free here: false when it does not. */
  takeFree({ from, to, payload, broken, matches, incoming }: Observation, slot: Slot | null): boolean {
    if (broken !== null) return false;
    // What no wire recognises goes by what it looks like there, such as `POST /heartbeat`.
    const labels = matches.size > 0 ? [...matches.keys()].map((number) => this.#labelOf(number)) : [];
    for (const label of labels.length > 0 ? labels : [normaliseLabel(incoming.arrival.what)]) {
      const after = this.#walk.afterFree(this.#position, from, label);
      if (after === null) continue;
      slot?.free();
      this.#recorder.event(strayEvent(from, to, label, this.#written(incoming.transport, payload)));
      this.#position = after;
      return true;
    }
    return false;
  }

  /** The message that this receive would take, as it goes over the wire. */
  arriving(occurrence: Occurrence): unknown {
    const arriving = this.#find(occurrence);
    return arriving === undefined ? this.#make(occurrence.message) : arriving.made;
  }

  receive(occurrence: Occurrence): void {
    const arriving = this.#find(occurrence);
    this.#underway = this.#underway.filter((one) => one !== arriving);
    this.#happen(occurrence, arriving?.id ?? null, null);
  }

  /** Keeps the next place of the trace. */
  hold(): Slot {
    return this.#recorder.hold();
  }

  /** Records what fits nowhere: where it came in, or after what came with it when it is no message of the diagram. */
  stray({ from, to, payload, broken, matches, incoming }: Observation, slot: Slot): void {
    // What no wire recognises must not be taken for a message, whatever it is called.
    const [number] = matches.keys();
    const label = number === undefined ? `unrecognised: ${incoming.arrival.what}` : this.#labelOf(number);
    const written = broken === null ? this.#written(incoming.transport, payload) : { broken };
    const event = strayEvent(from, to, label, written);
    if (number === undefined) {
      slot.free();
      this.#recorder.event(event);
    } else slot.fill(event);
  }

  remark(remark: TraceRemark): void {
    this.#recorder.remark(remark);
  }

  end(ended: TraceFooter['ended']): void {
    this.#recorder.end(ended);
  }

  #labelOf(number: number): string {
    return this.#plan.interaction.occurrences.find(({ message }) => message === number)?.label ?? '';
  }

  #find({ transmission }: Occurrence): Underway | undefined {
    return this.#underway.find((one) => one.transmission === transmission);
  }

  #send(occurrence: Occurrence, made: unknown): void {
    const { lifelines, peer, transmission, message, lost } = occurrence;
    const [from = ''] = lifelines;
    const id = this.#nextId++;
    const transport = message === null ? undefined : this.#plan.wires.get(message)?.transport;
    this.#happen(occurrence, id, transport === undefined ? made : this.#written(transport, made));
    if (peer === null || transmission === null || lost) return;
    this.#underway = [...this.#underway, { transmission, from, to: peer, id, made }];
  }

  /** The message as it goes over the wire, null when the binding does not say how it looks. */
  #make(message: number | null): unknown {
    const wire = message === null ? undefined : this.#plan.wires.get(message);
    if (message === null || wire === undefined) return null;
    try {
      const made = wire.make({ values: this.#values, random: this.#choice.making(message) });
      this.#values = { ...this.#values, ...made.values };
      return made.message;
    } catch (error) {
      throw new BindingError(`message ${message} (${wire.text}) cannot be made: ${(error as Error).message}`);
    }
  }

  #happen(occurrence: Occurrence, id: number | null, payload: unknown): void {
    this.#recorder.event(eventOf(occurrence, id, payload));
    this.#choice.happened(occurrence);
    this.#position = this.#walk.after(this.#position, occurrence);
  }

  /** A message as it may be written down. */
  #written(transport: string, message: unknown): unknown {
    const redact = this.#plan.transports.get(transport)?.redact;
    return redact === undefined ? message : redact(message);
  }
}

function firstValues({ values }: Plan['binding'], choice: Choice): Values {
  try {
    return values?.(choice.values) ?? {};
  } catch (error) {
    throw new BindingError(`\`values\` fails: ${(error as Error).message}`);
  }
}
