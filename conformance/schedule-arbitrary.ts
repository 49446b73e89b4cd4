import fc, { type Random, type Stream } from 'fast-check';

/**
 * Schedules of at most so many choices. They shrink by losing any part of them, so that an iteration in the middle of a run goes
 * too, and by smaller choices; one that does not shrink any more is minimal in every single part and choice.
 */
export class ScheduleArbitrary extends fc.Arbitrary<readonly number[]> {
  readonly #choicesMax: number;
  readonly #occurrences: number;

  /** `occurrences` is how many the diagram has: so many there are to choose from. */
  constructor(choicesMax: number, occurrences: number) {
    super();
    this.#choicesMax = choicesMax;
    this.#occurrences = occurrences;
  }

  generate(random: Random): fc.Value<readonly number[]> {
    const length = random.nextInt(0, this.#choicesMax);
    const choices = Array.from({ length }, () => this.#choice(random));
    return new fc.Value(choices, undefined);
  }

  /** Often the way to the end, so that loops come to theirs. */
  #choice(random: Random): number {
    return random.nextInt(0, 3) === 0 ? 0 : random.nextInt(0, this.#occurrences);
  }

  canShrinkWithoutContext(value: unknown): value is readonly number[] {
    return Array.isArray(value) && value.every((one) => Number.isInteger(one) && one >= 0);
  }

  shrink(schedule: readonly number[]): Stream<fc.Value<readonly number[]>> {
    return fc.stream(smaller(schedule, this.#occurrences)).map((one) => new fc.Value(one, undefined));
  }
}

/**
 * Large parts first. Each is shorter, or as long and nowhere larger. Where they are few, one choice takes the place of several, too: to
 * do what a run does next in it sooner needs another choice.
 */
function* smaller(schedule: readonly number[], occurrences: number): Generator<readonly number[]> {
  const { length } = schedule;
  for (let size = length; size > 0; size = size > partMax ? Math.floor(size / 2) : size - 1) {
    for (let end = length; end >= size; end--) yield schedule.toSpliced(end - size, size);
  }
  for (const [index, choice] of schedule.entries()) {
    for (const less of new Set([0, Math.floor(choice / 2), choice - 1])) {
      if (less >= 0 && less < choice) yield schedule.with(index, less);
    }
  }
  if ((length ** 2 / 2) * occurrences > replacedMax) return;
  for (let size = length; size > 1; size--) {
    for (let start = 0; start + size <= length; start++) {
      for (let choice = 1; choice <= occurrences; choice++) yield schedule.toSpliced(start, size, choice);
    }
  }
}

/** A property may take long, so no more are tried than this. */
const replacedMax = 1_000;

/** Parts of up to this length are tried in every length. */
const partMax = 12;
