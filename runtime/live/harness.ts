import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import { type InTransit, mayDeliver } from '../channel.ts';
import { createRandom, type Random } from '../random.ts';
import type { TraceFooter, TraceLine } from '../trace.ts';
import { TransportError } from '../transports/transport.ts';
import type { Values } from '../transports/wire.ts';
import { BindingError } from './binding-error.ts';
import { type Budgets, budgetsByDefault } from './budgets.ts';
import { Cast } from './cast.ts';
import { eventOf, isSilent, liveHeader, strayEvent } from './live-trace.ts';
import { type Observation, observe } from './observe.ts';
import type { ParticipantFailure } from './participant.ts';
import type { Plan } from './plan.ts';
import { mayEnd, type Position, PositionBudgetExceeded, Walk } from './position.ts';
import { Recorder, type Slot } from './recorder.ts';
import { Switchboard } from './switchboard.ts';
import { within } from './within.ts';

export interface LiveOptions {
  /** Chooses among what the diagram leaves open: a whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** The binding's folder, from which processes are started. */
  readonly folder: string;
  /** Base name of the diagram's file, for the trace's header. */
  readonly diagram?: string;
  readonly digest?: string;
  /** What a mutant adds to the environment of a participant, by lifeline id. */
  readonly faults?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Milliseconds, for the `time` of events. */
  readonly now?: () => number;
  /** Ends the run early and in order. */
  readonly signal?: AbortSignal;
  /** Called with each line of the trace as soon as it is settled. */
  readonly onLine?: (line: TraceLine) => void;
}

/** What a live run was: the verdict is the checker's. */
export interface LiveRun {
  readonly lines: readonly TraceLine[];
  readonly ended: TraceFooter['ended'];
  /** Real participants that did not start, were never ready, or crashed. */
  readonly failures: readonly ParticipantFailure[];
  /** How many things real participants sent that no wire of the binding recognises. */
  readonly unrecognised: number;
  /** What else went another way, as sentences. */
  readonly remarks: readonly string[];
}

/**
 * Runs the diagram with real participants. The harness stands in the diagram where the run stands; of the steps that are
 * possible there it picks, by seed, among those of simulated lifelines and the deliveries to real ones, and it waits for
 * those that only a real participant can take. What a real one does is recorded whether it fits or not.
 */
export async function runLive(plan: Plan, options: LiveOptions): Promise<LiveRun> {
  const board = await Switchboard.open(plan);
  const run = new Run(plan, options, board);
  try {
    await run.start();
    const ended = await run.play();
    return run.end(ended);
  } finally {
    // Together: a participant that waits for an answer ends when its wire is cut.
    await Promise.all([run.close(), board.close()]);
  }
}

/** A message on its way; `made` when a simulated lifeline sent it. */
interface Underway extends InTransit {
  readonly message: number | null;
  readonly made: unknown;
}

/** A send that does not fit where the run stands, and may fit after others that were under way at the same time. */
interface Held {
  readonly observation: Observation;
  readonly slot: Slot;
  readonly since: number;
}

class Run {
  readonly #plan: Plan;
  readonly #options: LiveOptions;
  readonly #board: Switchboard;
  readonly #budgets: Budgets;
  readonly #random: Random;
  readonly #recorder: Recorder;
  readonly #walk: Walk;
  readonly #cast: Cast;
  readonly #remarks: string[] = [];
  /** When the last thing happened on a real lifeline. */
  readonly #lastActive = new Map<string, number>();
  readonly #abort = new AbortController();
  #values: Values;
  #position: Position;
  #underway: readonly Underway[] = [];
  #held: readonly Held[] = [];
  #intended: Occurrence | 'end' | null = null;
  #isOver = false;
  #unrecognised = 0;
  #nextId = 1;

  constructor(plan: Plan, options: LiveOptions, board: Switchboard) {
    const { binding, interaction, real } = plan;
    this.#plan = plan;
    this.#options = options;
    this.#board = board;
    const { terminal: _, ...budgets } = binding.completion ?? {};
    this.#budgets = { ...budgetsByDefault, ...budgets };
    this.#random = createRandom(options.seed);
    this.#values = binding.values?.(this.#random) ?? {};
    this.#walk = new Walk(interaction.terms, (occurrence) => isSilent(occurrence, real));
    this.#position = this.#walk.start(interaction.root);
    this.#recorder = new Recorder(
      liveHeader(plan, options),
      options.now ?? Date.now,
      options.onLine ?? (() => {}),
    );
    this.#cast = new Cast({
      folder: options.folder,
      faults: options.faults ?? {},
      address: (from, to, transport) => board.address(from, to, transport),
      onReady: (lifeline, addresses) => {
        board.connect(lifeline, addresses);
        this.#touch(lifeline);
      },
      onChange: () => board.wake(),
    });
  }

  async start(): Promise<void> {
    await this.#cast.start(this.#plan);
  }

  async play(): Promise<TraceFooter['ended']> {
    const deadline = setTimeout(() => this.#abort.abort(), this.#budgets.deadlineMs);
    const stop = () => this.#abort.abort();
    this.#options.signal?.addEventListener('abort', stop);
    try {
      return await this.#playUntilDone();
    } catch (error) {
      if (!(error instanceof PositionBudgetExceeded)) throw error;
      this.#remarks.push(error.message);
      return 'limit';
    } finally {
      clearTimeout(deadline);
      this.#options.signal?.removeEventListener('abort', stop);
    }
  }

  end(ended: TraceFooter['ended']): LiveRun {
    const failures = this.#cast.gone.filter(({ kind }) => kind !== 'ended');
    for (const { lifeline, reason } of failures) this.#recorder.remark({ kind: 'crash', lifeline, reason });
    this.#recorder.end(ended);
    return {
      lines: this.#recorder.lines,
      ended,
      failures,
      unrecognised: this.#unrecognised,
      remarks: this.#remarks,
    };
  }

  async close(): Promise<void> {
    await this.#cast.stop();
  }

  async #playUntilDone(): Promise<TraceFooter['ended']> {
    for (;;) {
      if (this.#options.signal?.aborted === true) return 'stopped';
      if (this.#cast.errors.length > 0) throw this.#cast.errors[0];
      if (this.#abort.signal.aborted)
        return this.#exhausted(`the run took longer than ${this.#budgets.deadlineMs} ms`);
      if (this.#recorder.events >= this.#budgets.eventsMax) {
        return this.#exhausted(`the run had more than ${this.#budgets.eventsMax} events`);
      }
      const incoming = this.#board.take();
      if (incoming !== null) {
        this.#touch(incoming.from);
        const observation = await observe(incoming, this.#plan, this.#values, this.#budgets.wholeMs);
        if (observation === null) continue;
        this.#remarks.push(...observation.remarks);
        if (!this.#fit(observation, null)) this.#hold(observation);
        continue;
      }
      if (this.#fitHeld()) continue;
      if (this.#heldTooLong()) return this.#diverge();
      if (this.#isOver) return mayEnd(this.#position) ? 'quiescent' : 'stopped';
      const intended = this.#intend();
      if (intended === null) {
        // Nobody is real: what is under way is held by the channels for ever.
        if (this.#cast.isEmpty) return 'stopped';
        const came = await this.#waitForParticipants();
        if (!came) return 'quiescent';
        continue;
      }
      if (intended === 'end') {
        const isQuiet = await this.#isQuiet(this.#budgets.quietMs);
        if (!isQuiet || this.#held.length > 0 || this.#abort.signal.aborted) continue;
        return 'quiescent';
      }
      if (!(await this.#isSettled(intended))) continue;
      this.#intended = null;
      try {
        await this.#perform(intended);
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        this.#recorder.remark({ kind: 'drop', label: intended.label, reason: error.message });
        this.#remarks.push(`"${intended.label}" could not be delivered: ${error.message}`);
        await this.#isQuiet(this.#budgets.quietMs);
        return 'quiescent';
      }
    }
  }

  /** What to do next, by seed; it stays the intention until it is done or not possible any more. */
  #intend(): Occurrence | 'end' | null {
    const possible: (Occurrence | 'end')[] = this.#walk
      .possible(this.#position)
      .filter((occurrence) => this.#isOurs(occurrence));
    if (mayEnd(this.#position) && !this.#cast.isStarting) possible.push('end');
    const kept = this.#intended !== null && this.#intended !== 'end' && possible.includes(this.#intended);
    if (!kept) this.#intended = possible[this.#random.next(Math.max(1, possible.length))] ?? null;
    return this.#intended;
  }

  /** Whether the harness may do it now: a step of a simulated lifeline, or a delivery to a real one that is there. */
  #isOurs(occurrence: Occurrence): boolean {
    const { kind, lifelines } = occurrence;
    const [lifeline = ''] = lifelines;
    switch (kind) {
      case 'action':
      case 'ref':
        return true;
      case 'send':
        return !this.#plan.real.has(lifeline);
      case 'receive':
        if (!mayDeliver('fifo', this.#underway, occurrence)) return false;
        if (!this.#plan.real.has(lifeline)) return true;
        return (
          this.#cast.isReady(lifeline) && !this.#held.some(({ observation }) => observation.from === lifeline)
        );
    }
  }

  /** Before a delivery: gives the real participant time to show what it does without it. */
  async #isSettled({ kind, lifelines }: Occurrence): Promise<boolean> {
    const [lifeline = ''] = lifelines;
    if (kind !== 'receive' || !this.#plan.real.has(lifeline)) return true;
    const quietSince = this.#lastActive.get(lifeline) ?? 0;
    return this.#isQuiet(quietSince + this.#budgets.settleMs - performance.now());
  }

  async #perform(occurrence: Occurrence): Promise<void> {
    switch (occurrence.kind) {
      case 'ref':
      case 'action':
        return this.#happen(occurrence, null);
      case 'send':
        return this.#send(occurrence, this.#make(occurrence.message));
      case 'receive':
        return this.#receive(occurrence);
    }
  }

  #send(occurrence: Occurrence, made: unknown): void {
    const { lifelines, peer, transmission, message, lost } = occurrence;
    const [from = ''] = lifelines;
    const id = this.#nextId++;
    this.#happen(occurrence, id, made);
    if (peer === null || transmission === null || lost) return;
    this.#underway = [...this.#underway, { transmission, from, to: peer, id, message, made }];
  }

  async #receive(occurrence: Occurrence): Promise<void> {
    const { lifelines, peer, transmission, message } = occurrence;
    const [lifeline = ''] = lifelines;
    const arriving = this.#underway.find((one) => one.transmission === transmission);
    if (this.#plan.real.has(lifeline) && message !== null) {
      const made = arriving === undefined ? this.#make(message) : arriving.made;
      const handing = this.#board.deliver(message, peer ?? '', lifeline, made);
      await within(this.#budgets.deliveryMs, handing, 'its last byte was not handed over');
      this.#touch(lifeline);
    }
    this.#underway = this.#underway.filter((one) => one !== arriving);
    this.#happen(occurrence, arriving?.id ?? null);
    if (peer !== null && this.#plan.real.has(peer) && message !== null) await this.#board.taken(message);
    if (message !== null && message === this.#plan.terminal) this.#isOver = true;
  }

  /** The message as it goes over the wire, null when the binding does not say how it looks. */
  #make(message: number | null): unknown {
    const wire = message === null ? undefined : this.#plan.wires.get(message);
    if (wire === undefined) return null;
    try {
      const made = wire.make({ values: this.#values, random: this.#random });
      this.#values = { ...this.#values, ...made.values };
      return made.message;
    } catch (error) {
      throw new BindingError(`message ${message} (${wire.text}) cannot be made: ${(error as Error).message}`);
    }
  }

  /** Takes what a real participant sent as the message that the diagram has here; false when it has none. */
  #fit(observation: Observation, slot: Slot | null): boolean {
    const { incoming, from, matches } = observation;
    const occurrence = this.#walk
      .possible(this.#position)
      .find(
        ({ kind, lifelines, message }) =>
          kind === 'send' && lifelines[0] === from && matches.has(message ?? 0),
      );
    if (occurrence === undefined || occurrence.message === null) return false;
    slot?.free();
    this.#values = { ...this.#values, ...matches.get(occurrence.message) };
    this.#board.accept(incoming, occurrence.message);
    this.#send(occurrence, observation.payload);
    return true;
  }

  #hold(observation: Observation): void {
    this.#held = [...this.#held, { observation, slot: this.#recorder.hold(), since: performance.now() }];
  }

  /** Sends on different connections may overtake each other on their way: either order is one that they may have been in. */
  #fitHeld(): boolean {
    const fitting = this.#held.find(({ observation, slot }) => this.#fit(observation, slot));
    this.#held = this.#held.filter((held) => held !== fitting);
    return fitting !== undefined;
  }

  #heldTooLong(): boolean {
    const now = performance.now();
    return this.#held.some(
      ({ observation, since }) => observation.matches.size === 0 || now - since >= this.#budgets.holdMs,
    );
  }

  /** Records what fits nowhere where it came in. */
  #diverge(): 'stopped' {
    for (const { observation, slot } of this.#held) {
      const { from, to, payload, matches } = observation;
      if (matches.size === 0) this.#unrecognised += 1;
      slot.fill(strayEvent(from, to, this.#labelOf(observation), payload));
    }
    this.#held = [];
    return 'stopped';
  }

  /** What no wire recognises must not be taken for a message, whatever it is called. */
  #labelOf({ matches, incoming }: Observation): string {
    const { occurrences } = this.#plan.interaction;
    const [number] = matches.keys();
    const recognised = occurrences.find(({ message }) => message === number);
    return recognised?.label ?? `unrecognised: ${incoming.arrival.what}`;
  }

  #happen(occurrence: Occurrence, id: number | null, payload: unknown = null): void {
    this.#recorder.event(eventOf(occurrence, id, payload));
    this.#position = this.#walk.after(this.#position, occurrence);
  }

  /** Waits for what only real participants can do next; false when nothing will come of it. */
  async #waitForParticipants(): Promise<boolean> {
    if (this.#held.length > 0) {
      await this.#wait(this.#budgets.holdMs + 1);
      return true;
    }
    if (this.#cast.gone.length > 0) return !(await this.#isQuiet(this.#budgets.quietMs));
    const before = this.#cast.changes;
    const budgetMs = this.#cast.isStarting ? this.#budgets.deadlineMs : this.#budgets.patienceMs;
    const isQuiet = await this.#isQuiet(budgetMs, () => this.#cast.changes > before);
    if (!isQuiet || this.#abort.signal.aborted) return true;
    const missing = this.#walk.possible(this.#position).map(({ label }) => label);
    this.#recorder.remark({ kind: 'timeout', waitedMs: budgetMs, for: missing });
    return false;
  }

  /** Whether nothing comes in, nor changes, for so long. A wake-up alone is no reason: what it tells may be known. */
  async #isQuiet(ms: number, hasChanged: () => boolean = () => false): Promise<boolean> {
    const end = performance.now() + ms;
    while (performance.now() < end && !this.#abort.signal.aborted) {
      if ((await this.#wait(end - performance.now())) || hasChanged()) return false;
    }
    return true;
  }

  async #wait(ms: number): Promise<boolean> {
    return this.#board.wait(ms, this.#abort.signal);
  }

  #touch(lifeline: string): void {
    this.#lastActive.set(lifeline, performance.now());
  }

  #exhausted(why: string): 'limit' {
    this.#remarks.push(why);
    return 'limit';
  }
}
