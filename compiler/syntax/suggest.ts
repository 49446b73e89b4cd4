import type { Replacement } from '../text/lines.ts';
import { type Advice, advices } from './advices.ts';
import { keywords } from './keywords.ts';
import { editDistance, nearest } from './nearest.ts';
import type { Surroundings } from './rewrites.ts';

/** What to do about a line that fits no construct. */
export interface Suggestion {
  readonly advice: string;
  /** What to write for a part of the line; null when only the author can know. */
  readonly rewrite: Rewrite | null;
}

/** What is to stand in place of a part of a line. */
export interface Rewrite extends Replacement {
  /** Nothing else can have been meant. */
  readonly certain: boolean;
  /** The line begins a fragment then. */
  readonly opens: boolean;
}

/** The advice for a line that fits no construct, where we can tell what was meant; null otherwise. */
export function suggest(line: string, around: Surroundings): Suggestion | null {
  // What can be told is told by the beginning; the patterns may be slow on more.
  const text = line.slice(0, longestAdvised);
  for (const advice of advices) {
    const { only, pattern } = advice;
    if ((only === null || only.includes(around.dialect)) && pattern.test(text)) {
      return { advice: advice.advice, rewrite: rewriteBy(advice, line, around) };
    }
  }
  return suggestKeyword(line, around);
}

const longestAdvised = 200;

function rewriteBy({ rewrite }: Advice, line: string, around: Surroundings): Suggestion['rewrite'] {
  if (rewrite === undefined || line.length > longestAdvised) return null;
  const found = rewrite(line, around);
  const kind = found === null || found.text === line ? null : around.reads(found.text);
  if (found === null || kind === null) return null;
  return { ...difference(line, found.text), certain: found.certain, opens: kind === 'open' };
}

/** A word at the start that is close to a keyword. */
function suggestKeyword(line: string, around: Surroundings): Suggestion | null {
  const word = /^[a-z]{3,}(?=[\s#]|$)/i.exec(line.slice(0, longestAdvised))?.[0];
  const keyword = word === undefined ? null : nearest(word.toLowerCase(), keywords[around.dialect]);
  // What is wrong with a line that begins with a keyword is not the keyword.
  if (word === undefined || keyword === null || keywords[around.dialect].includes(word.toLowerCase()))
    return null;
  const advice = `did you mean \`${keyword}\`?`;
  const kind = line.length > longestAdvised ? null : around.reads(keyword + line.slice(word.length));
  if (kind === null) return { advice, rewrite: null };
  const certain = editDistance(word.toLowerCase(), keyword, 1) <= 1;
  return { advice, rewrite: { start: 0, end: word.length, text: keyword, certain, opens: kind === 'open' } };
}

/** The smallest part of a text that must be replaced to make another one of it. */
function difference(from: string, to: string): Replacement {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let same = 0;
  while (same < shorter - start && from.at(-1 - same) === to.at(-1 - same)) same++;
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}
