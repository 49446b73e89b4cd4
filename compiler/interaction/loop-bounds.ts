/** How often a loop repeats; `max` may be infinite. */
export interface LoopBounds {
  readonly min: number;
  readonly max: number;
}

/** Reads the bounds of a loop from its label; a label that does not give them leaves the loop at zero or more. */
export function loopBounds(label: string): LoopBounds {
  const text = label.trim().toLowerCase();
  for (const [pattern, bounds] of forms) {
    const match = pattern.exec(text);
    if (match !== null) return ordered(bounds(match));
  }
  return { min: 0, max: Number.POSITIVE_INFINITY };
}

/** `3`, `1 to 3`, `1 or more`: the bounds as people say them. */
export function describeBounds({ min, max }: LoopBounds): string {
  if (min === max) return min === 1 ? 'once' : `exactly ${min} times`;
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? 'any number of times' : `${min} times or more`;
  return `${min} to ${max} times`;
}

/** First match wins. A number counts only when it is the whole label or `times` or `x` follows. */
const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => LoopBounds])[] = [
  [
    /^\(?\s*(\d+)\s*(?:,|\.\.)\s*(\d+)\s*\)?(?:\s*(?:times|x))?$/,
    (m) => ({ min: number(m[1]), max: number(m[2]) }),
  ],
  [
    /^\(?\s*(\d+)\s*(?:,|\.\.)\s*[n*]\s*\)?(?:\s*(?:times|x))?$/,
    (m) => ({ min: number(m[1]), max: Number.POSITIVE_INFINITY }),
  ],
  [/^(?:max|up to)\s+(\d+)(?:\s*(?:times|x))?$/, (m) => ({ min: 0, max: number(m[1]) })],
  [/^(\d+)$/, (m) => exactly(m[1])],
  // Not "2-3 times", "1.5 times" or "at least 3 times", which say something else.
  [
    /(?<![\d.,\-–]\s*|\bat least\s+|\bat most\s+|\bthan\s+|\bmax\s+|\bup to\s+)\b(\d+)\s*(?:times|x)\b/,
    (m) => exactly(m[1]),
  ],
];

function exactly(digits: string | undefined): LoopBounds {
  return { min: number(digits), max: number(digits) };
}

/** Larger numbers than anybody unrolls are as good as this one. */
function number(digits: string | undefined): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

function ordered({ min, max }: LoopBounds): LoopBounds {
  return min <= max ? { min, max } : { min: max, max: min };
}
