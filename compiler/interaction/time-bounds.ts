import { describeDuration, durationPattern, parseDuration } from '../text/duration.ts';

/** How much time may pass, in milliseconds; `atMost` may be infinite. */
export interface TimeBounds {
  readonly atLeast: number;
  readonly atMost: number;
  /** The bounds themselves are not allowed. */
  readonly strictly: boolean;
}

/** Reads what a text allows: `<= 5s`, `within 350 ms`, `1s..5s`; null when it gives no bound, as `5 s` alone. */
export function timeBounds(text: string): TimeBounds | null {
  const said = text
    .slice(0, longest)
    .replace(/^\s*[{[(](.*)[}\])]\s*$/s, '$1')
    .trim();
  for (const { pattern, bounds } of forms) {
    const found = pattern.exec(said);
    if (found !== null) return bounds(found);
  }
  return null;
}

export function isWithin(milliseconds: number, { atLeast, atMost, strictly }: TimeBounds): boolean {
  if (strictly) return (atLeast === 0 || milliseconds > atLeast) && milliseconds < atMost;
  return milliseconds >= atLeast && milliseconds <= atMost;
}

/** `at most 5 s`, `between 1 s and 5 s`: the bounds as people say them. */
export function describeTimeBounds({ atLeast, atMost, strictly }: TimeBounds): string {
  const [least, most] = [describeDuration(atLeast), describeDuration(atMost)];
  if (atLeast === atMost) return `exactly ${most}`;
  if (atMost === Number.POSITIVE_INFINITY) return `${strictly ? 'more than' : 'at least'} ${least}`;
  if (atLeast === 0) return `${strictly ? 'less than' : 'at most'} ${most}`;
  return `between ${least} and ${most}`;
}

/** Nobody writes more about a duration. */
const longest = 300;

interface Form {
  readonly pattern: RegExp;
  readonly bounds: (found: RegExpExecArray) => TimeBounds | null;
}

/** First match wins. Behind a bound there may be prose: `within 350 ms of the request`. */
const forms: readonly Form[] = [
  {
    pattern: new RegExp(
      `^(?:between\\s+)?(\\d+(?:[.,]\\d+)?)?\\s*(?:\\.{2,3}|…|-|–|to|and|,)\\s*(${durationPattern})(?=$|\\s)`,
      'iu',
    ),
    bounds: ([, least, most = '']) => (least === undefined ? null : range(`${least} ${unitOf(most)}`, most)),
  },
  {
    pattern: new RegExp(
      `^(?:between\\s+)?(${durationPattern})\\s*(?:\\.{2,3}|…|-|–|to|and|,)\\s*(${durationPattern})(?=$|\\s)`,
      'iu',
    ),
    bounds: ([, least = '', most = '']) => range(least, most),
  },
  ...operators([
    [
      '<=|≤|=<|within|in|max\\.?|maximum|at most|up to|no (?:more|longer|later) than|not (?:more|longer|later) than',
      most(false),
    ],
    ['<|less than|under|below|before|faster than', most(true)],
    [
      '>=|≥|=>|min\\.?|minimum|at least|no (?:less|earlier|sooner) than|not (?:less|before|earlier than|sooner than)|after',
      least(false),
    ],
    ['>|more than|over|longer than', least(true)],
    ['==?|exactly', (value) => ({ atLeast: value, atMost: value, strictly: false })],
  ]),
];

function operators(table: readonly (readonly [string, (value: number) => TimeBounds])[]): Form[] {
  return table.map(([words, make]) => ({
    pattern: new RegExp(`^(?:${words})\\s*(${durationPattern})(?=$|[\\s,;])`, 'iu'),
    bounds: ([, text = '']) => {
      const value = parseDuration(text);
      return value === null ? null : make(value);
    },
  }));
}

function most(strictly: boolean): (value: number) => TimeBounds {
  return (value) => ({ atLeast: 0, atMost: value, strictly });
}

function least(strictly: boolean): (value: number) => TimeBounds {
  return (value) => ({ atLeast: value, atMost: Number.POSITIVE_INFINITY, strictly });
}

function range(from: string, to: string): TimeBounds | null {
  const ends = [parseDuration(from), parseDuration(to)].filter((end) => end !== null);
  if (ends.length < 2) return null;
  return { atLeast: Math.min(...ends), atMost: Math.max(...ends), strictly: false };
}

/** `1..5 s`: the unit of the second number is that of both. */
function unitOf(duration: string): string {
  return /[^\d\s.,]+\.?$/u.exec(duration)?.[0] ?? '';
}
