/** The time that a text names, in milliseconds: `5s`, `1 min 30 s`, `350 ms`; null when it is anything else. */
export function parseDuration(text: string): number | null {
  const found = wholeDuration.exec(text.slice(0, longest).trim());
  return found === null || text.length > longest ? null : total(found[0]);
}

/** The only time that a text speaks of, in milliseconds: `wait 5 minutes`; null when there are none or several. */
export function durationIn(text: string): number | null {
  const [first] = text.slice(0, longest).match(anyDuration) ?? [];
  // A second number makes it unsure: `2 or 3 hours`.
  return first === undefined || /\d/.test(text.replace(first, '')) ? null : total(first);
}

/** A time as people write it: `90000` is `1.5 min`. */
export function describeDuration(milliseconds: number): string {
  const [unit, size] = shown.find(([, size]) => Math.abs(milliseconds) >= size) ?? ['ms', 1];
  return `${Number((milliseconds / size).toFixed(3))} ${unit}`;
}

/** Nobody writes a longer one. */
const longest = 200;

/** How many milliseconds each unit has, by the words for it. */
const units: readonly (readonly [words: string, size: number])[] = [
  ['µs|us|microseconds?', 0.001],
  ['ms|msecs?|milliseconds?', 1],
  ['s|secs?|seconds?', 1_000],
  ['m|mins?|minutes?', 60_000],
  ['h|hrs?|hours?', 3_600_000],
  ['d|days?', 86_400_000],
];

const shown: readonly (readonly [unit: string, size: number])[] = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const part: string = `\\d{1,12}(?:[.,]\\d{1,9})?\\s{0,9}(?:${units.map(([words]) => words).join('|')})(?![\\p{L}\\d])\\.?`;

/** The pattern of a duration, for the patterns of texts that hold one. */
export const durationPattern: string = `${part}(?:\\s{1,9}${part}){0,4}`;

const wholeDuration = new RegExp(`^${durationPattern}$`, 'iu');
const anyDuration = new RegExp(`(?<![\\p{L}\\d.,])${durationPattern}`, 'giu');
const onePart = new RegExp(part, 'giu');

function total(text: string): number {
  return (text.match(onePart) ?? []).reduce((sum, each) => sum + partSize(each), 0);
}

function partSize(text: string): number {
  const [, digits = '', word = ''] = /^([\d.,]+)\s*(.*?)\.?$/u.exec(text) ?? [];
  const unit = units.find(([words]) => new RegExp(`^(?:${words})$`, 'iu').test(word));
  // A thousandth of what is shown is the finest that anybody can mean.
  return Math.round(Number(digits.replace(',', '.')) * (unit?.[1] ?? 0) * 1_000) / 1_000;
}
