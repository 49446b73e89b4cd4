import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { Extent, Judgement, Verdict } from './judge.ts';

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
  /** What the diagram allows where the trace leaves it. */
  readonly expected?: readonly OccurrenceJson[];
  /** What should still have happened, when all events fit. */
  readonly missing?: readonly OccurrenceJson[];
  /** What the verdict takes to have happened without an event. */
  readonly unobserved?: readonly OccurrenceJson[];
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

/** A judgement as `conform --json` prints it; `trace` is the path as the user gave it. */
export function judgementToJson(trace: string, judgement: Judgement): JudgementJson {
  const { session, verdict, extent, explanation, divergence, at, unseen, ignored } = judgement;
  return {
    trace,
    ...(session === null ? {} : { session }),
    verdict,
    extent,
    ...(at === null ? {} : { at: placeToJson(at) }),
    ...(divergence === null
      ? {}
      : { [divergence.event === null ? 'missing' : 'expected']: divergence.expected.map(occurrenceToJson) }),
    ...(unseen.length === 0 ? {} : { unobserved: unseen.map(occurrenceToJson) }),
    ...(ignored === 0 ? {} : { ignored }),
    explanation,
  };
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
