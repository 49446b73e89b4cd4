import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { type Step, steps } from '../compiler/interaction/steps.ts';
import type { Term } from '../compiler/interaction/term.ts';
import { type ChannelModel, type InTransit, mayDeliver, maySend } from './channel.ts';

/** All that decides a run: what happens next whenever several things may, and what goes wrong. */
export interface Choices {
  /**
   * At each moment at which several things may happen, one more than the index of the occurrence that is to be next; where that
   * cannot be, the next one drawn that can, counted round. So a choice means the same whatever was chosen before. At 0, and when there
   * are no more, it is what leads to the end soonest, and of that what is drawn first.
   */
  readonly schedule: readonly number[];
  readonly faults: readonly InjectedFault[];
}

/** One thing that goes wrong. One that speaks of what the run does not come to has no effect. */
export type InjectedFault = MessageFault | CrashFault;

/**
 * Of a message that is sent: it never arrives, arrives twice, is overtaken by the next one to the same receiver, or arrives when
 * nothing else can happen.
 * `nth` counts, from 0, what is sent in the run, or of that only what `sends`, indices of occurrences, allows.
 */
export interface MessageFault {
  readonly kind: 'lose' | 'duplicate' | 'reorder' | 'delay';
  readonly nth: number;
  readonly sends: readonly number[] | null;
}

/**
 * The lifeline stops for ever: after `nth` events of its own, or, where `sends` says of which occurrences, when the `nth` of them,
 * from 0, is sent.
 */
export interface CrashFault {
  readonly kind: 'crash';
  readonly lifeline: string;
  readonly nth: number;
  readonly sends: readonly number[] | null;
}

export type FaultKind = InjectedFault['kind'];

export const faultKinds: readonly FaultKind[] = ['lose', 'duplicate', 'reorder', 'delay', 'crash'];

/** What can go wrong on a network: without delay nothing is on its way. */
export function faultsOn(channel: ChannelModel): readonly FaultKind[] {
  switch (channel) {
    case 'sync':
      return ['crash'];
    case 'fifo':
    case 'mailbox':
    case 'bag':
      return faultKinds;
  }
}

/** One thing that happened in a run. */
export type Played =
  | {
      readonly kind: 'occurrence';
      readonly occurrence: Occurrence;
      /** Which message of the run it is an end of, from 1; null for what is no message between two lifelines. */
      readonly message: number | null;
      /** What went wrong with the message that is sent. */
      readonly faults: readonly MessageFault['kind'][];
      /** The second arrival of a message, or one that came before those that it overtook. */
      readonly arrival: 'as drawn' | 'again' | 'early';
    }
  | { readonly kind: 'crash'; readonly lifeline: string };

/** A run with what went wrong in it. */
export interface PlayedRun {
  readonly played: readonly Played[];
  /** `quiescent`: the diagram came to its end; `stopped`: nothing can happen any more; `limit`: the budget was spent. */
  readonly ended: 'quiescent' | 'stopped' | 'limit';
}

/**
 * The run that the choices decide. Every step is one of the interaction that the channel allows, so that without faults a run
 * conforms by construction. Under faults each lifeline still does only what the diagram has: one that waits for a lost message waits
 * for ever, one that gets a message again goes on as if it had not, and one that gets a message too soon keeps it until its turn.
 */
export function play(
  interaction: Interaction,
  { schedule, faults }: Choices,
  channel: ChannelModel = 'fifo',
): PlayedRun {
  return new Game(interaction, schedule, faults, channel).run();
}

/** So many steps may lead no nearer to the end when there is no choice left. */
const detourMax = 50;

/** A run takes no more events than this and one for each choice. */
const eventsMax = 2_000;

interface Flight extends InTransit {
  /** The receive, when the message was sent; where several may take it, the first. */
  readonly receive: Occurrence;
  readonly faults: readonly MessageFault['kind'][];
}

/** One way on. */
type Option =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'again' | 'early'; readonly flight: Flight };

class Game {
  readonly #interaction: Interaction;
  readonly #schedule: readonly number[];
  readonly #channel: ChannelModel;
  readonly #messageFaults: readonly MessageFault[];
  readonly #crashes: readonly CrashFault[];
  /** The receive of each transmission that has both ends. */
  readonly #receives: ReadonlyMap<number, Occurrence>;
  readonly #played: Played[] = [];
  /** How often each fault that speaks of messages was asked whether it is meant. */
  readonly #asked = new Map<InjectedFault, number>();
  readonly #eventsOn = new Map<string, number>();
  readonly #crashed = new Set<string>();
  readonly #overtaken = new Set<Flight>();
  #term: Term;
  #choice = 0;
  /** Steps that led no nearer to the end although there was no choice left. */
  #detour = 0;
  #messages = 0;
  #inTransit: readonly Flight[] = [];
  /** Second copies, which arrive behind the first. */
  #copies: readonly Flight[] = [];
  /** What arrived before its turn and is kept by its receiver. */
  #kept: readonly Flight[] = [];

  constructor(
    interaction: Interaction,
    schedule: readonly number[],
    faults: readonly InjectedFault[],
    channel: ChannelModel,
  ) {
    const possible = faultsOn(channel);
    this.#interaction = interaction;
    this.#schedule = schedule;
    this.#channel = channel;
    this.#messageFaults = faults.filter(
      (one) => one.kind !== 'crash' && possible.includes(one.kind),
    ) as MessageFault[];
    this.#crashes = faults.filter((one) => one.kind === 'crash');
    this.#term = interaction.root;
    this.#receives = receivesOf(interaction);
  }

  run(): PlayedRun {
    for (;;) {
      this.#crash();
      this.#takeKept();
      const options = this.#options();
      const mayEnd = this.#term.nullable && !options.some(({ kind }) => kind === 'again');
      if (options.length === 0) return this.#over(mayEnd ? 'quiescent' : 'stopped');
      const taken = this.#choose(options, mayEnd);
      if (taken === 'end') return this.#over('quiescent');
      if (taken === null) return this.#over('stopped');
      if (this.#played.length > eventsMax + this.#schedule.length) return this.#over('limit');
      this.#take(taken);
    }
  }

  #over(ended: PlayedRun['ended']): PlayedRun {
    return { played: this.#played, ended };
  }

  #crash(): void {
    for (const { lifeline, nth, sends } of this.#crashes) {
      if (sends === null && (this.#eventsOn.get(lifeline) ?? 0) >= nth) this.#crashNow(lifeline);
    }
  }

  #crashNow(lifeline: string): void {
    if (this.#crashed.has(lifeline)) return;
    this.#crashed.add(lifeline);
    this.#played.push({ kind: 'crash', lifeline });
  }

  /** What was kept is taken as soon as the diagram has it. */
  #takeKept(): void {
    for (;;) {
      const step = this.#steps().find(({ occurrence }) => this.#keptFor(occurrence) !== undefined);
      if (step === undefined) return;
      const flight = this.#keptFor(step.occurrence);
      this.#kept = this.#kept.filter((one) => one !== flight);
      this.#term = step.next;
    }
  }

  #keptFor({ kind, transmission }: Occurrence): Flight | undefined {
    return kind === 'receive' ? this.#kept.find((one) => one.transmission === transmission) : undefined;
  }

  /** Steps of lifelines that still run. */
  #steps(): readonly Step[] {
    return steps(this.#interaction.terms, this.#term).filter(({ occurrence }) =>
      occurrence.lifelines.every((lifeline) => !this.#crashed.has(lifeline)),
    );
  }

  /** What may happen, in the order in which the schedule counts: first what went wrong, then what leads to the end soonest. */
  #options(): readonly Option[] {
    const possible = this.#steps().filter((step) => this.#mayHappen(step));
    const prompt = possible.filter(({ occurrence }) => !this.#isDelayed(occurrence));
    // What is late comes as soon as everything else would only go round once more.
    const mayWait = prompt.some(
      ({ next, iterates }) => next.shortest < this.#term.shortest || (this.#hasChoice() && !iterates),
    );
    const ordered = (mayWait ? prompt : possible).toSorted(
      (x, y) => x.next.shortest - y.next.shortest || x.occurrence.index - y.occurrence.index,
    );
    const isAlive = ({ to }: Flight): boolean => !this.#crashed.has(to);
    const again = this.#copies.filter(isAlive).map((flight): Option => ({ kind: 'again', flight }));
    const early = this.#inTransit
      .filter((flight) => isAlive(flight) && this.#overtakenBy(flight).length > 0)
      .map((flight): Option => ({ kind: 'early', flight }));
    return [...again, ...early, ...ordered.map((step): Option => ({ kind: 'step', step }))];
  }

  /** Those that are to be overtaken by this one and have not been by another. */
  #overtakenBy({ to, id }: Flight): readonly Flight[] {
    return this.#inTransit.filter((other) => other.to === to && other.id < id && this.#waitsForOther(other));
  }

  #waitsForOther(flight: Flight): boolean {
    return flight.faults.includes('reorder') && !this.#overtaken.has(flight);
  }

  #isDelayed(occurrence: Occurrence): boolean {
    const flight = this.#flightOf(occurrence);
    return flight !== undefined && (flight.faults.includes('delay') || this.#waitsForOther(flight));
  }

  #flightOf({ kind, transmission }: Occurrence): Flight | undefined {
    return kind === 'receive' ? this.#inTransit.find((one) => one.transmission === transmission) : undefined;
  }

  #mayHappen({ occurrence, next }: Step): boolean {
    const { kind, transmission } = occurrence;
    if (kind === 'receive') {
      const isSent = transmission !== null && this.#receives.has(transmission);
      if (isSent && this.#flightOf(occurrence) === undefined) return false;
      return mayDeliver(this.#channel, this.#inTransit, occurrence);
    }
    if (!maySend(this.#channel, this.#inTransit)) return false;
    if (
      this.#channel !== 'sync' ||
      kind !== 'send' ||
      transmission === null ||
      !this.#receives.has(transmission)
    )
      return true;
    // Without delay a message is sent only when its receiver is there to take it.
    return steps(this.#interaction.terms, next).some(
      ({ occurrence: { kind: following, transmission: taken, lifelines } }) =>
        following === 'receive' && taken === transmission && !lifelines.some((one) => this.#crashed.has(one)),
    );
  }

  /** One of the options, the end, or null when there is no way to the end and no choice left. */
  #choose(options: readonly Option[], mayEnd: boolean): Option | 'end' | null {
    const all = mayEnd ? (['end', ...options] as const) : options;
    if (this.#hasChoice()) {
      const [only, ...others] = all;
      // To go round once more is a choice even where nothing else is left: what waits for something lost could do so for ever.
      if (others.length === 0 && !(typeof only === 'object' && only.kind === 'step' && only.step.iterates))
        return only ?? null;
      const chosen = this.#schedule[this.#choice++] ?? 0;
      return (chosen === 0 ? all[0] : this.#nextDrawn(options, chosen - 1)) ?? null;
    }
    const [first = null] = all;
    if (first === null || first === 'end' || first.kind !== 'step') return first;
    if (first.step.next.shortest < this.#term.shortest) return first;
    // The way to the end waits for the channel or for something lost; going round for ever would not help it.
    this.#detour += 1;
    if (this.#detour > detourMax) return null;
    return options.find((one) => one.kind === 'step' && !one.step.iterates) ?? null;
  }

  #hasChoice(): boolean {
    return this.#choice < this.#schedule.length;
  }

  #nextDrawn(options: readonly Option[], wanted: number): Option | undefined {
    const { length } = this.#interaction.occurrences;
    const distance = (option: Option): number => {
      const { index } = option.kind === 'step' ? option.step.occurrence : option.flight.receive;
      return (index - (wanted % length) + length) % length;
    };
    return options.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #take(option: Option): void {
    switch (option.kind) {
      case 'step':
        this.#term = option.step.next;
        this.#happen(option.step.occurrence);
        return;
      case 'again':
        this.#copies = this.#copies.filter((one) => one !== option.flight);
        this.#record(option.flight.receive, option.flight.id, [], 'again');
        return;
      case 'early':
        for (const other of this.#overtakenBy(option.flight)) this.#overtaken.add(other);
        this.#inTransit = this.#inTransit.filter((one) => one !== option.flight);
        this.#kept = [...this.#kept, option.flight];
        this.#record(option.flight.receive, option.flight.id, [], 'early');
        return;
    }
  }

  #happen(occurrence: Occurrence): void {
    const { kind, transmission, peer, lifelines } = occurrence;
    const [lifeline = ''] = lifelines;
    const flight = this.#flightOf(occurrence);
    if (flight !== undefined) {
      this.#inTransit = this.#inTransit.filter((one) => one !== flight);
      if (flight.faults.includes('duplicate')) this.#copies = [...this.#copies, flight];
      this.#record(occurrence, flight.id, [], 'as drawn');
      return;
    }
    const receive = kind === 'send' && transmission !== null ? this.#receives.get(transmission) : undefined;
    if (receive === undefined || peer === null || transmission === null) {
      this.#record(occurrence, null, [], 'as drawn');
      return;
    }
    const faults = this.#faultsAt(occurrence);
    const id = ++this.#messages;
    if (!faults.includes('lose')) {
      this.#inTransit = [...this.#inTransit, { transmission, from: lifeline, to: peer, id, receive, faults }];
    }
    this.#record(occurrence, id, faults, 'as drawn');
    for (const crash of this.#crashes) {
      if (crash.sends !== null && this.#isMeant(crash, occurrence)) this.#crashNow(crash.lifeline);
    }
  }

  #faultsAt(send: Occurrence): readonly MessageFault['kind'][] {
    const meant = this.#messageFaults.filter((fault) => this.#isMeant(fault, send));
    return [...new Set(meant.map(({ kind }) => kind))];
  }

  #isMeant(fault: InjectedFault, { index }: Occurrence): boolean {
    if (fault.sends !== null && !fault.sends.includes(index)) return false;
    const before = this.#asked.get(fault) ?? 0;
    this.#asked.set(fault, before + 1);
    return before === fault.nth;
  }

  #record(
    occurrence: Occurrence,
    message: number | null,
    faults: readonly MessageFault['kind'][],
    arrival: (Played & { readonly kind: 'occurrence' })['arrival'],
  ): void {
    for (const lifeline of occurrence.lifelines)
      this.#eventsOn.set(lifeline, (this.#eventsOn.get(lifeline) ?? 0) + 1);
    this.#played.push({ kind: 'occurrence', occurrence, message, faults, arrival });
  }
}

function receivesOf({ occurrences }: Interaction): ReadonlyMap<number, Occurrence> {
  const sent = new Set(
    occurrences.flatMap(({ kind, transmission, lost }) => (kind === 'send' && !lost ? [transmission] : [])),
  );
  return new Map(
    occurrences.flatMap((one) =>
      one.kind === 'receive' && one.transmission !== null && sent.has(one.transmission)
        ? [[one.transmission, one] as const]
        : [],
    ),
  );
}
