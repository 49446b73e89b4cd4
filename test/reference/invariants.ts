import fc from 'fast-check';

/** What happened, as far as invariants speak of it. */
export interface Happening {
  readonly kind: 'send' | 'receive' | 'action' | 'ref';
  readonly lifelines: readonly string[];
  readonly peer: string | null;
  readonly label: string;
}

export interface PatternSketch {
  readonly moment: '' | 'send' | 'receive';
  readonly ends: readonly [from: string, to: string] | null;
  readonly label: string;
}

type Several = readonly PatternSketch[];

/** An invariant as a tree, with its parts in the order in which they are written. */
export type InvariantSketch =
  | { readonly kind: 'before' | 'never before' | 'never after'; readonly parts: readonly [Several, Several] }
  | { readonly kind: 'never'; readonly parts: readonly [Several] }
  | {
      readonly kind: 'after until' | 'between' | 'while until';
      readonly parts: readonly [Several, Several, Several];
    }
  | { readonly kind: 'while'; readonly parts: readonly [Several, Several] }
  | { readonly kind: 'responds'; readonly parts: readonly [Several, Several]; readonly within: number | null }
  | {
      readonly kind: 'exactly' | 'at most' | 'at least';
      readonly parts: readonly [Several];
      readonly times: number;
    };

/** Random invariants over these lifelines and labels. */
export function invariantSketches(
  lifelines: readonly string[],
  labels: readonly string[],
): fc.Arbitrary<InvariantSketch> {
  const lifeline = fc.constantFrom(...lifelines, '*');
  const pattern: fc.Arbitrary<PatternSketch> = fc.record({
    moment: fc.constantFrom('', '', 'send', 'receive'),
    ends: fc.option(fc.tuple(lifeline, lifeline), { freq: 3 }),
    label: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...labels) }, fc.constant('*')),
  });
  const several = fc.array(pattern, { minLength: 1, maxLength: 2 });
  const one = fc.tuple(several);
  const two = fc.tuple(several, several);
  const three = fc.tuple(several, several, several);
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('before', 'never before', 'never after'), parts: two }),
    fc.record({ kind: fc.constant('never'), parts: one }),
    fc.record({ kind: fc.constantFrom('after until', 'between', 'while until'), parts: three }),
    fc.record({ kind: fc.constant('while'), parts: two }),
    fc.record({
      kind: fc.constant('responds'),
      parts: two,
      within: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
    fc.record({
      kind: fc.constantFrom('exactly', 'at most', 'at least'),
      parts: one,
      times: fc.integer({ min: 1, max: 3 }),
    }),
  );
}

/** The invariant as a person would write it. */
export function printInvariant(sketch: InvariantSketch): string {
  const [a = '', b = '', c = ''] = sketch.parts.map((some) => some.map(printPattern).join(' or '));
  switch (sketch.kind) {
    case 'before':
      return `${a} before ${b}`;
    case 'never':
      return `never ${a}`;
    case 'never before':
      return `never ${a} before ${b}`;
    case 'never after':
      return `never ${a} after ${b}`;
    case 'after until':
      return `never ${a} after ${b} until ${c}`;
    case 'between':
      return `never ${a} between ${b} and ${c}`;
    case 'while until':
      return `${a} while ${b} until ${c}`;
    case 'while':
      return `${a} while ${b}`;
    case 'responds':
      return `${a} responds to ${b}${sketch.within === null ? '' : ` within ${sketch.within} messages`}`;
    case 'exactly':
    case 'at most':
    case 'at least':
      return `${sketch.kind} ${sketch.times === 1 ? 'once' : `${sketch.times} times`} ${a}`;
  }
}

function printPattern({ moment, ends, label }: PatternSketch): string {
  const said = label === '*' ? '*' : `"${label}"`;
  return `${moment} ${ends === null ? said : `${ends[0]} -> ${ends[1]} : ${said}`}`.trim();
}

/**
 * What the definitions say of a run, each read as it stands, position by position. `kept` is the answer for a run that ends
 * there; `hopeless` is whether no run that begins so keeps it.
 */
export function judgeInvariant(
  sketch: InvariantSketch,
  run: readonly Happening[],
): { readonly kept: boolean; readonly hopeless: boolean } {
  const at = run.map((_, index) => index);
  const is = (part: number, index: number): boolean =>
    fits(sketch.parts[part] ?? [], run[index] as Happening);
  const none = (part: number, from: number, to: number): boolean =>
    !at.some((index) => index > from && index < to && is(part, index));
  const safety = (broken: boolean) => ({ kept: !broken, hopeless: broken });
  switch (sketch.kind) {
    case 'before':
      return safety(at.some((j) => is(1, j) && !at.some((i) => i <= j && is(0, i))));
    case 'never':
      return safety(at.some((j) => is(0, j)));
    case 'never before': {
      const end = at.find((k) => is(1, k));
      return safety(end !== undefined && at.some((j) => j < end && is(0, j)));
    }
    case 'never after':
      return safety(at.some((i) => is(1, i) && at.some((j) => j > i && is(0, j))));
    case 'after until':
      return safety(at.some((i) => is(1, i) && at.some((j) => j > i && is(0, j) && none(2, i, j + 1))));
    case 'between':
      return safety(
        at.some((i) => is(1, i) && at.some((k) => k > i && is(2, k) && none(2, i, k) && !none(0, i, k))),
      );
    case 'while until':
      return safety(at.some((j) => is(0, j) && !at.some((i) => i <= j && is(1, i) && none(2, i, j))));
    case 'while': {
      const [, during] = sketch.parts;
      const change = run.map((happening): number => {
        const isOf = (kind: 'send' | 'receive') =>
          fits(
            during.map((one) => ({ ...one, moment: kind })),
            happening,
          );
        return isOf('send') ? 1 : isOf('receive') ? -1 : 0;
      });
      // Of what is received and was never sent nothing is missing later.
      const onItsWay = (end: number): number =>
        Math.max(
          0,
          ...at.filter((i) => i < end).map((i) => change.slice(i, end).reduce((sum, one) => sum + one, 0)),
        );
      return safety(at.some((j) => is(0, j) && onItsWay(j) === 0 && onItsWay(j + 1) === 0));
    }
    case 'responds': {
      const { within } = sketch;
      const messages = (i: number, j: number): number =>
        run.slice(i + 1, j + 1).filter(({ kind, peer }) => kind !== 'receive' || peer === null).length;
      const open = at.filter(
        (i) =>
          is(1, i) && !at.some((j) => j > i && is(0, j) && (within === null || messages(i, j) <= within)),
      );
      const late = open.some((i) => within !== null && messages(i, run.length) > within);
      return { kept: open.length === 0, hopeless: late };
    }
    case 'exactly':
    case 'at most':
    case 'at least': {
      const times = at.filter((j) => is(0, j)).length;
      const tooMany = sketch.kind !== 'at least' && times > sketch.times;
      const tooFew = sketch.kind !== 'at most' && times < sketch.times;
      return { kept: !tooMany && !tooFew, hopeless: tooMany };
    }
  }
}

function fits(some: Several, { kind, lifelines, peer, label }: Happening): boolean {
  const own = lifelines[0] ?? '';
  const [from, to] =
    kind === 'ref'
      ? [null, null]
      : kind === 'action'
        ? [own, own]
        : kind === 'send'
          ? [own, peer]
          : [peer, own];
  return some.some((one) => {
    const isThen = one.moment === '' ? kind !== 'receive' || peer === null : kind === one.moment;
    const areEnds =
      one.ends === null ||
      ((one.ends[0] === '*' || one.ends[0] === from) && (one.ends[1] === '*' || one.ends[1] === to));
    return isThen && areEnds && (one.label === '*' || one.label === label);
  });
}
