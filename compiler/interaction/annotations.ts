import type { Fault } from '../directives/fault.ts';
import type { Payload } from '../directives/payload.ts';
import type { Guard } from '../directives/when.ts';
import type { StatedInvariant } from '../invariants/invariant.ts';
import type { Span } from '../text/span.ts';

/** What directives say beside the order of things: the runs of the diagram are the same without it. */
export interface Annotations {
  /** The lifelines that a test makes real, by id; null when the diagram does not say. */
  readonly real: readonly string[] | null;
  /** How long, in milliseconds, the receivers of a message wait for it, each from its own occurrence before. */
  readonly timeouts: readonly Annotated<number>[];
  readonly payloads: readonly Annotated<Payload>[];
  readonly faults: readonly Annotated<readonly Fault[]>[];
  /** When operands run, with all that happens in each of them. */
  readonly guards: readonly Annotated<Guard>[];
  /** What every run is to keep: what the diagram says, and then what its binding does. */
  readonly invariants: readonly StatedInvariant[];
}

/** Something that was said of occurrences: those from index `first` up to, and without, `end`. */
export interface Annotated<Value> {
  readonly value: Value;
  readonly first: number;
  readonly end: number;
  /** Where the directive stands. */
  readonly span: Span;
}
