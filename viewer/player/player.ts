/** Calls back with the milliseconds since it was started, about sixty times a second, until it is stopped. */
export type Frames = (frame: (elapsed: number) => void) => { readonly stop: () => void };

export interface PlayerState {
  /** From 0, nothing has happened, to `length`, everything has. */
  readonly position: number;
  readonly length: number;
  readonly playing: boolean;
  /** Times the usual pace. */
  readonly speed: number;
}

/** Events in a second at speed 1. */
const pace = 2.5;
/** A single step takes this long, in milliseconds. */
const stepTime = 220;

/** Knows what time it is in the run, and lets it pass. Nothing else in the viewer does. */
export class Player {
  #state: PlayerState = { position: 0, length: 0, playing: false, speed: 1 };
  #run: { readonly stop: () => void } | null = null;
  /** Where the step that is being shown leads. */
  #stepping: number | null = null;
  readonly #listeners: ((state: PlayerState) => void)[] = [];
  readonly #frames: Frames;
  readonly #smooth: boolean;

  /** `smooth` is whether a single step is shown moving. */
  constructor(frames: Frames, smooth: boolean) {
    this.#frames = frames;
    this.#smooth = smooth;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** Calls the listener now and after every change. */
  subscribe(listener: (state: PlayerState) => void): void {
    this.#listeners.push(listener);
    listener(this.#state);
  }

  /** Another run: stands still at a position of it. */
  load(length: number, position: number): void {
    this.#state = { ...this.#state, length };
    this.seek(position);
  }

  /** Plays to the end, from the beginning when it is at the end. */
  play(): void {
    const { position, length } = this.#state;
    if (length === 0) return;
    if (position >= length) this.#change({ position: 0 });
    this.#moveTo(
      () => this.#state.length,
      () => pace * this.#state.speed,
      true,
    );
  }

  pause(): void {
    this.#halt();
    this.#change({ playing: false });
  }

  toggle(): void {
    if (this.#state.playing) this.pause();
    else this.play();
  }

  /** Jumps to a position without passing what lies between. */
  seek(position: number): void {
    this.#halt();
    this.#change({ position: this.#within(position), playing: false });
  }

  /**
   * Moves to the next whole position in the direction, and shows the way to it when that is forwards. A step that is still
   * being shown is over at once, so that quick steps are all taken.
   */
  step(direction: 1 | -1): void {
    const position = this.#stepping ?? this.#state.position;
    this.#change({ position });
    const target = this.#within(direction === 1 ? Math.floor(position) + 1 : Math.ceil(position) - 1);
    if (direction === -1 || !this.#smooth) {
      this.seek(target);
      return;
    }
    this.#moveTo(
      () => target,
      () => 1000 / stepTime,
      false,
    );
    this.#stepping = target;
  }

  setSpeed(speed: number): void {
    this.#change({ speed });
  }

  /** More has happened. Who has seen everything so far sees the rest as it comes. */
  extend(length: number): void {
    const seenAll = this.#state.position >= this.#state.length;
    this.#change({ length });
    if (seenAll && !this.#state.playing && this.#state.position < length) {
      const behind = (): number => this.#state.length - this.#state.position;
      this.#moveTo(
        () => this.#state.length,
        () => Math.max(pace * this.#state.speed, behind()),
        true,
      );
    }
  }

  #within(position: number): number {
    return Math.min(this.#state.length, Math.max(0, position));
  }

  #moveTo(target: () => number, eventsPerSecond: () => number, playing: boolean): void {
    this.#halt();
    this.#change({ playing });
    let last = 0;
    this.#run = this.#frames((elapsed) => {
      const end = target();
      const { position } = this.#state;
      const next = Math.min(end, position + ((elapsed - last) / 1000) * eventsPerSecond());
      last = elapsed;
      const arrived = next >= end;
      if (arrived) this.#halt();
      this.#change({ position: next, playing: playing && !arrived });
    });
  }

  #halt(): void {
    this.#run?.stop();
    this.#run = null;
    this.#stepping = null;
  }

  #change(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
