import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { nearest } from '../syntax/nearest.ts';
import { type Span, spanWithin } from '../text/span.ts';
import { patternsIn, type StatedInvariant } from './invariant.ts';
import { findLifeline, matcherOf, type SinglePattern } from './message-pattern.ts';

/**
 * Lifelines that the diagram does not have, and patterns that none of its messages fits: what such an invariant says of its
 * runs is not what was meant. `elsewhere` is the place of those that the diagram does not say itself.
 */
export function reportInvariants(
  interaction: Pick<Interaction, 'lifelines' | 'occurrences'>,
  invariants: readonly StatedInvariant[],
  elsewhere: Span,
): readonly Diagnostic[] {
  return invariants.flatMap((invariant) =>
    patternsIn(invariant.rule)
      .flat()
      .flatMap((pattern) => reportPattern(interaction, pattern, placeOf(invariant, pattern) ?? elsewhere)),
  );
}

function placeOf({ textSpan, span }: StatedInvariant, { start, end }: SinglePattern): Span | null {
  return textSpan === null ? span : spanWithin(textSpan, start, end);
}

function reportPattern(
  { lifelines, occurrences }: Pick<Interaction, 'lifelines' | 'occurrences'>,
  pattern: SinglePattern,
  span: Span,
): readonly Diagnostic[] {
  const strangers = [pattern.from, pattern.to].filter(
    (name) => name !== null && findLifeline(lifelines, name) === null,
  );
  if (strangers.length > 0) {
    const known = lifelines.flatMap(({ id, name }) => [id, name]);
    return strangers.map((name) =>
      diagnose(
        'invariant-unknown-lifeline',
        { name: name ?? '', suggestion: nearest(name ?? '', known) },
        span,
      ),
    );
  }
  const fits = matcherOf([pattern], lifelines);
  // A message without a text may be any.
  const isDrawn = occurrences.some((one) => fits(one) || (one.label === '' && fitsUnnamed(one)));
  if (isDrawn) return [];
  const label = pattern.label?.join('*') ?? null;
  const labels = new Set(occurrences.map((one) => one.label));
  const suggestion = label === null || labels.has(label) ? null : nearest(label, labels);
  return [diagnose('invariant-about-nothing', { pattern: showPattern(pattern), suggestion }, span)];

  function fitsUnnamed(one: (typeof occurrences)[number]): boolean {
    return matcherOf([{ ...pattern, label: null }], lifelines)(one);
  }
}

/** The pattern as one would write it. */
function showPattern({ moment, from, to, label }: SinglePattern): string {
  const ends = from === null && to === null ? [] : [`${showName(from)} -> ${showName(to)}`];
  const said = label === null ? (ends.length === 0 ? ['*'] : []) : [`"${label.join('*')}"`];
  return [...(moment === 'happens' ? [] : [moment]), ...ends, ...said].join(' ');
}

function showName(name: string | null): string {
  if (name === null) return '*';
  return /^[\p{L}_$][\p{L}\p{N}_$.-]*$/u.test(name) ? name : `"${name}"`;
}
