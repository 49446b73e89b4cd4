import type { Occurrence } from '../../compiler/interaction/interaction.ts';
import type { TraceFooter, TraceLine } from '../trace.ts';
import { TransportError } from '../transports/transport.ts';
import { type Budgets, budgetsOf } from './budgets.ts';
import { Cast } from './cast.ts';
import { Choice } from './choice.ts';
import { Course } from './course.ts';
import { type Held, HeldSends } from './held.ts';
import { type Observation, observe } from './observe.ts';
import type { ParticipantFailure } from './participant.ts';
import type { Plan } from './plan.ts';
import { PositionBudgetExceeded } from './position.ts';
import type { Slot } from './recorder.ts';
import { explainStray } from './stray.ts';
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
  /** The last that each real participant wrote, by lifeline id. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Runs the diagram with real participants. The harness stands in the diagram where the run stands; of the steps that are
 * possible there it picks, by seed, among those of simulated lifelines and the deliveries to real ones, and it waits for
 * those that only a real participant can take. What a real one does is recorded whether it fits or not.
 */
export async function runLive(plan: Plan, options: LiveOptions): Promise<LiveRun> {
  const run = new Run(plan, options);
  try {
    await run.start();
    run.end(await run.play());
    await run.listen();
  } finally {
    await run.close();
  }
  return run.told();
}

const entangled =
  'what is under way holds itself up: no message can be delivered in the order of its channel';

/** How long to wait for the last words of participants. */
const wordsMs = 20;

class Run {
  readonly #plan: Plan;
  readonly #options: LiveOptions;
  readonly #budgets: Budgets;
  readonly #board: Switchboard;
  readonly #cast: Cast;
  readonly #choice: Choice;
  readonly #course: Course;
  readonly #held = new HeldSends();
  readonly #remarks: string[] = [];
  /** When the last thing happened on a real lifeline. */
  readonly #lastActive = new Map<string, number>();
  readonly #abort = new AbortController();
  #isOver = false;
  #ended: TraceFooter['ended'] = 'stopped';
  #failures: readonly ParticipantFailure[] = [];
  #outputs: Readonly<Record<string, string>> = {};
  #unrecognised = 0;

  constructor(plan: Plan, options: LiveOptions) {
    const { now = Date.now, onLine = () => {}, faults = {}, folder } = options;
    this.#plan = plan;
    this.#options = options;
    this.#budgets = budgetsOf(plan.binding.completion);
    this.#choice = new Choice(options.seed);
    this.#course = new Course(plan, this.#choice, { ...options, now, onLine });
    const board = new Switchboard(plan, {
      bytesMax: this.#budgets.bytesMax,
      onRefusal: (what) => this.#refused(what),
    });
    this.#board = board;
    this.#cast = new Cast({
      folder,
      faults,
      address: (from, to, transport) => board.address(from, to, transport),
      onReady: (lifeline, addresses) => {
        board.connect(lifeline, addresses);
        this.#touch(lifeline);
      },
      onChange: () => board.wake(),
    });
  }

  async start(): Promise<void> {
    await this.#board.open();
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

  end(ended: TraceFooter['ended']): void {
    this.#ended = ended;
    this.#failures = this.#cast.gone.filter(({ kind }) => kind !== 'ended');
    for (const { lifeline, reason } of this.#failures)
      this.#course.remark({ kind: 'crash', lifeline, reason });
    this.#course.end(ended);
  }

  /** Words are slower than messages; those that come after the end are about the end. */
  async listen(): Promise<void> {
    if (!this.#cast.isEmpty) await new Promise((later) => setTimeout(later, wordsMs));
    this.#outputs = this.#cast.outputs();
  }

  told(): LiveRun {
    return {
      lines: this.#course.lines,
      ended: this.#ended,
      failures: this.#failures,
      unrecognised: this.#unrecognised,
      remarks: this.#remarks,
      outputs: { ...this.#cast.outputs(), ...this.#outputs },
    };
  }

  async close(): Promise<void> {
    // Together: a participant that waits for an answer ends when its wire is cut.
    await Promise.all([this.#cast.stop(), this.#board.close()]);
  }

  async #playUntilDone(): Promise<TraceFooter['ended']> {
    for (;;) {
      if (this.#options.signal?.aborted === true) return 'stopped';
      if (this.#cast.errors.length > 0) throw this.#cast.errors[0];
      if (this.#abort.signal.aborted)
        return this.#exhausted(`the run took longer than ${this.#budgets.deadlineMs} ms`);
      if (this.#course.events >= this.#budgets.eventsMax) {
        return this.#exhausted(`the run had more than ${this.#budgets.eventsMax} events`);
      }
      if (await this.#takeIncoming()) continue;
      if (this.#held.release(({ observation, slot }) => this.#fit(observation, slot))) continue;
      const hopeless = this.#held.hopeless(this.#budgets.holdMs);
      if (hopeless.length > 0) {
        if (await this.#takeFree(hopeless)) continue;
        return this.#diverge();
      }
      if (this.#isOver) return this.#course.mayEnd ? 'quiescent' : 'stopped';
      const next = this.#choice.among(
        this.#course.possible().filter((occurrence) => this.#isOurs(occurrence)),
        this.#course.mayEnd && !this.#cast.isStarting,
      );
      if (next === null) {
        if (this.#isEntangled()) {
          if (!(await this.#isQuiet(this.#budgets.quietMs))) continue;
          this.#remarks.push(entangled);
          return 'stopped';
        }
        if (!(await this.#waitForParticipants())) return 'quiescent';
      } else if (next === 'end') {
        const isQuiet = await this.#isQuiet(this.#budgets.quietMs);
        if (isQuiet && this.#held.all.length === 0 && !this.#abort.signal.aborted) return 'quiescent';
      } else if ((await this.#isSettled(next)) && !(await this.#perform(next))) return 'quiescent';
    }
  }

  /** Takes the next thing that a real participant has sent; false when there is none. */
  async #takeIncoming(): Promise<boolean> {
    const incoming = this.#board.take();
    if (incoming === null) return false;
    this.#touch(incoming.from);
    const remark = (text: string) => this.#remarks.push(text);
    const { values } = this.#course;
    const observation = await observe(incoming, this.#plan, values, this.#budgets.wholeMs, remark);
    if (observation === null || this.#fit(observation, null)) return true;
    // What is drawn somewhere waits for its place before it is taken as free.
    const isFree = observation.matches.size === 0 && this.#course.takeFree(observation, null);
    if (isFree) await this.#board.acknowledge(incoming);
    else this.#held.hold(observation, this.#course.hold());
    return true;
  }

  /** Takes the first of these that the diagram leaves free here as that; false when there is none. */
  async #takeFree(held: readonly Held[]): Promise<boolean> {
    const free = held.find(({ observation, slot }) => this.#course.takeFree(observation, slot));
    if (free === undefined) return false;
    this.#held.release((one) => one === free);
    await this.#board.acknowledge(free.observation.incoming);
    return true;
  }

  /** Takes what a real participant sent as the message that the diagram has here; false when it has none. */
  #fit(observation: Observation, slot: Slot | null): boolean {
    const message = this.#course.take(observation, slot);
    if (message === null) return false;
    this.#board.accept(observation.incoming, message);
    return true;
  }

  /** Whether the harness may do it now: a step of a simulated lifeline, or a delivery to a real one that is there. */
  #isOurs({ kind, lifelines }: Occurrence): boolean {
    const [lifeline = ''] = lifelines;
    if (!this.#plan.real.has(lifeline)) return true;
    return kind === 'receive' && this.#cast.isReady(lifeline) && !this.#held.isHeldFrom(lifeline);
  }

  /** Before a delivery: gives the real participant time to show what it does without it. */
  async #isSettled({ kind, lifelines }: Occurrence): Promise<boolean> {
    const [lifeline = ''] = lifelines;
    if (kind !== 'receive' || !this.#plan.real.has(lifeline)) return true;
    const quietSince = this.#lastActive.get(lifeline) ?? 0;
    return this.#isQuiet(quietSince + this.#budgets.settleMs - performance.now());
  }

  /** Does it; false when a message could not be delivered, which ends the run. */
  async #perform(occurrence: Occurrence): Promise<boolean> {
    switch (occurrence.kind) {
      case 'ref':
      case 'action':
        this.#course.happen(occurrence);
        return true;
      case 'send':
        this.#course.send(occurrence);
        return true;
      case 'receive':
        return this.#receive(occurrence);
    }
  }

  async #receive(occurrence: Occurrence): Promise<boolean> {
    const { lifelines, peer, message, label } = occurrence;
    const [lifeline = ''] = lifelines;
    if (this.#plan.real.has(lifeline) && message !== null) {
      const made = this.#course.arriving(occurrence);
      try {
        const handing = this.#board.deliver(message, peer ?? '', lifeline, made);
        await within(this.#budgets.deliveryMs, handing, 'its last byte was not handed over');
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        this.#course.remark({ kind: 'drop', label, reason: error.message });
        this.#remarks.push(`"${label}" could not be delivered: ${error.message}`);
        await this.#isQuiet(this.#budgets.quietMs);
        return false;
      }
      this.#touch(lifeline);
    }
    this.#course.receive(occurrence);
    if (peer !== null && this.#plan.real.has(peer) && message !== null) await this.#board.taken(message);
    if (message !== null && message === this.#plan.terminal) this.#isOver = true;
    return true;
  }

  /** What is held now fits nowhere: from here on the diagram says nothing. */
  #diverge(): 'stopped' {
    for (const { observation, slot } of this.#held.all) {
      this.#course.stray(observation, slot);
      if (observation.matches.size > 0) continue;
      this.#unrecognised += 1;
      const { values } = this.#course;
      if (this.#unrecognised === 1)
        this.#remarks.push(...explainStray(observation, this.#plan, values, this.#course.expected()));
    }
    return 'stopped';
  }

  /** No real participant owes anything: each message waits behind another in its queue, which the seed has brought about. */
  #isEntangled(): boolean {
    const owed = this.#course.expected().some(({ kind, lifelines: [lifeline = ''] }) => {
      if (!this.#plan.real.has(lifeline)) return false;
      return kind === 'send' || !this.#cast.isReady(lifeline);
    });
    return !owed && this.#held.all.length === 0;
  }

  /** Waits for what only real participants can do next; false when nothing will come of it. */
  async #waitForParticipants(): Promise<boolean> {
    if (this.#held.all.length > 0) {
      await this.#wait(this.#budgets.holdMs + 1);
      return true;
    }
    if (this.#cast.gone.length > 0) return !(await this.#isQuiet(this.#budgets.quietMs));
    const before = this.#cast.changes;
    const budgetMs = this.#cast.isStarting ? this.#budgets.deadlineMs : this.#patienceMs();
    const isQuiet = await this.#isQuiet(budgetMs, () => this.#cast.changes > before);
    if (!isQuiet || this.#abort.signal.aborted) return true;
    const missing = this.#course.expected().map(({ label }) => label);
    this.#course.remark({ kind: 'timeout', waitedMs: budgetMs, for: missing });
    this.#remarks.push(`nothing came for ${budgetMs} ms`);
    return false;
  }

  /** The longest that anything may take which a real participant owes: as its `@timeout` says, or as the binding does. */
  #patienceMs(): number {
    const { real, interaction } = this.#plan;
    const { timeouts } = interaction.annotations;
    const owed = this.#course
      .expected()
      .filter(({ kind, lifelines: [lifeline = ''] }) => kind === 'send' && real.has(lifeline));
    if (owed.length === 0) return this.#budgets.patienceMs;
    const allowed = owed.map(({ index }) => timeouts.find(({ first, end }) => first <= index && index < end));
    return Math.max(...allowed.map((timeout) => timeout?.value ?? this.#budgets.patienceMs));
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

  /** It may be a stranger's, so that the verdict does not rest on it; but it may also explain what is missing. */
  #refused(what: string): void {
    this.#course.remark({ kind: 'drop', reason: what });
    this.#remarks.push(`turned away: ${what}`);
  }

  #exhausted(why: string): 'limit' {
    this.#remarks.push(why);
    return 'limit';
  }
}
