import { normaliseLabel } from './label.ts';

/**
 * Which events a fragment leaves free: `ignore` those labelled with one of these, `consider` all others. Equal filters have
 * the same `key`.
 */
export interface LabelFilter {
  readonly kind: 'ignore' | 'consider';
  /** Normalised as events' labels are, sorted, each once; at least one. */
  readonly labels: readonly string[];
  readonly key: string;
}

/** Whether events with this label, in its normalised form, may happen any number of times. */
export function leavesFree({ kind, labels }: LabelFilter, label: string): boolean {
  return labels.includes(label) === (kind === 'ignore');
}

/**
 * Reads the filter from what stands behind the keyword: `{a, b}`, or `a, b`. Entities are decoded behind the commas, so
 * that `&#44;` is a comma in a label. Null when there is no label in it.
 */
export function readLabelFilter(kind: LabelFilter['kind'], text: string): LabelFilter | null {
  const inBraces = /^\{(.*)\}$/.exec(text.trim())?.[1];
  const list = inBraces ?? text;
  // Half a pair of braces is a slip, not a part of a label.
  if (inBraces === undefined && /^\s*\{|\}\s*$/.test(list)) return null;
  return labelFilter(kind, list.split(','));
}

/** Makes a filter of labels as somebody wrote them; null when none of them says anything. */
function labelFilter(kind: LabelFilter['kind'], written: readonly string[]): LabelFilter | null {
  const labels = [...new Set(written.map(normaliseLabel))].filter((label) => label !== '').toSorted();
  return labels.length === 0 ? null : { kind, labels, key: `${kind} ${JSON.stringify(labels)}` };
}

/** `labelled "a" or "b"`, `not labelled "a" or "b"`. */
export function describeFilter({ kind, labels }: LabelFilter): string {
  const listed = labels.map((label) => JSON.stringify(label)).join(' or ');
  return `${kind === 'ignore' ? '' : 'not '}labelled ${listed}`;
}
