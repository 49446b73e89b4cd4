import type { Occurrence } from '../compiler/interaction/interaction.ts';
import { describeConstraint } from './explain-timing.ts';
import type { Extent, Judgement, Verdict } from './judge.ts';
import type { PayloadDifference } from './payload-check.ts';
import type { Unchecked } from './timing.ts';

/** One entry of `results` in `conform --json`. */
export interface JudgementJson {
  readonly trace: string;
  readonly session?: string;
  readonly verdict: Verdict;
  readonly extent: Extent;
  readonly at?: {
    readonly traceLine?: number;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
  };
  /** What every run is to keep and this one breaks: the first of the invariants, as it is written. */
  readonly property?: string;
  /** What the diagram allows where the trace leaves it. */
  readonly expected?: readonly OccurrenceJson[];
  /** What should still have happened, when all events fit. */
  readonly missing?: readonly OccurrenceJson[];
  /** What the verdict takes to have happened without an event. */
  readonly unobserved?: readonly OccurrenceJson[];
  /** What the diagram says about time and could not be judged, and why. */
  readonly unchecked?: readonly UncheckedJson[];
  /** Lines of the trace with events of which the diagram says what they bring, and nobody recorded it. */
  readonly withoutPayload?: readonly number[];
  /** Where the payload of the event is not what the diagram says. */
  readonly payload?: readonly PayloadDifference[];
  readonly ignored?: number;
  readonly explanation: string;
}

/** An occurrence of the diagram and its place; a ref has `lifelines` in the place of `lifeline`. */
export interface OccurrenceJson {
  readonly kind: Occurrence['kind'];
  readonly lifeline?: string;
  readonly lifelines?: readonly string[];
  readonly peer?: string;
  readonly label: string;
  readonly file: string;
  readonly line: number;
}

/** A timing constraint and its place. */
export interface UncheckedJson {
  readonly constraint: string;
  readonly why: string;
  readonly file: string;
  readonly line: number;
}

/** A judgement as `conform --json` prints it; `trace` is the path as the user gave it. */
export function judgementToJson(trace: string, judgement: Judgement): JudgementJson {
  const {
    session,
    verdict,
    extent,
    explanation,
    divergence,
    at,
    unseen,
    unchecked,
    broken,
    withoutPayload,
    ignored,
  } = judgement;
  return {
    trace,
    ...(session === null ? {} : { session }),
    verdict,
    extent,
    ...(at === null ? {} : { at: placeToJson(at) }),
    ...(broken[0] === undefined ? {} : { property: broken[0].invariant.text }),
    ...(divergence === null
      ? {}
      : { [divergence.event === null ? 'missing' : 'expected']: divergence.expected.map(occurrenceToJson) }),
    ...(unseen.length === 0 ? {} : { unobserved: unseen.map(occurrenceToJson) }),
    ...(unchecked.length === 0 ? {} : { unchecked: unchecked.map(uncheckedToJson) }),
    ...(withoutPayload.length === 0 ? {} : { withoutPayload: withoutPayload.map(({ line }) => line) }),
    ...(divergence === null || divergence.payload === null
      ? {}
      : { payload: divergence.payload.differences }),
    ...(ignored === 0 ? {} : { ignored }),
    explanation,
  };
}

function uncheckedToJson({ constraint, why }: Unchecked): UncheckedJson {
  const { file, line } = constraint.span;
  return { constraint: describeConstraint(constraint), why, file, line };
}

function placeToJson({ traceLine, span }: NonNullable<Judgement['at']>): NonNullable<JudgementJson['at']> {
  return {
    ...(traceLine === null ? {} : { traceLine }),
    ...(span === null ? {} : { file: span.file, line: span.line, column: span.column }),
  };
}

function occurrenceToJson({ kind, lifelines, peer, label, span }: Occurrence): OccurrenceJson {
  const [lifeline = ''] = lifelines;
  return {
    kind,
    ...(kind === 'ref' ? { lifelines } : { lifeline }),
    ...(peer === null ? {} : { peer }),
    label,
    file: span.file,
    line: span.line,
  };
}
