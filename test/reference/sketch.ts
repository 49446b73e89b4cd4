/** A small diagram as a tree: what random tests make, and what the reference gives a meaning to. */
export type Sketch = readonly Part[];

/** One statement of a sketch. */
export type Part =
  | {
      readonly kind: 'message';
      readonly from: string;
      readonly to: string;
      readonly label: string;
      /** The arrow of an asynchronous message; a filled head, that of a synchronous one, when absent. */
      readonly head?: 'open';
    }
  | { readonly kind: 'self'; readonly on: string; readonly label: string }
  /** Sent to `to` and never received. */
  | { readonly kind: 'lost'; readonly from: string; readonly to: string; readonly label: string }
  | { readonly kind: 'gate-in'; readonly to: string; readonly label: string }
  | { readonly kind: 'gate-out'; readonly from: string; readonly label: string }
  /** `left <-> right`: one message each way. */
  | { readonly kind: 'both'; readonly left: string; readonly right: string; readonly label: string }
  | { readonly kind: 'alt'; readonly operands: readonly Sketch[] }
  | { readonly kind: 'par'; readonly operands: readonly Sketch[] }
  /** `max` is null when the loop has no upper bound. */
  | { readonly kind: 'loop'; readonly min: number; readonly max: number | null; readonly body: Sketch }
  | { readonly kind: 'opt' | 'break' | 'critical' | 'group' | 'strict'; readonly body: Sketch }
  /** Besides the body: events with these labels (`ignore`), or with any others (`consider`), on the lifelines it names. */
  | { readonly kind: 'ignore' | 'consider'; readonly labels: readonly string[]; readonly body: Sketch }
  /** An interaction use whose diagram nobody has. */
  | { readonly kind: 'ref'; readonly lifelines: readonly string[]; readonly label: string };

/** The lifelines that a sketch names, in alphabetical order. */
export function lifelinesOf(sketch: Sketch): readonly string[] {
  return [...new Set(parts(sketch).flatMap(lifelinesOfPart))].sort();
}

function lifelinesOfPart(part: Part): readonly string[] {
  switch (part.kind) {
    case 'message':
    case 'lost':
      return [part.from, part.to];
    case 'self':
      return [part.on];
    case 'gate-in':
      return [part.to];
    case 'gate-out':
      return [part.from];
    case 'both':
      return [part.left, part.right];
    case 'ref':
      return part.lifelines;
    case 'alt':
    case 'par':
    case 'loop':
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
    case 'strict':
    case 'ignore':
    case 'consider':
      return [];
  }
}

/** Whether a statement of one of these kinds stands anywhere in the sketch. */
export function holds(sketch: Sketch, ...kinds: readonly Part['kind'][]): boolean {
  return parts(sketch).some((part) => kinds.includes(part.kind));
}

/** The sketch with its critical regions open to everyone. */
export function withoutCriticals(sketch: Sketch): Sketch {
  return sketch.map(withoutCritical);
}

function withoutCritical(part: Part): Part {
  switch (part.kind) {
    case 'alt':
    case 'par':
      return { ...part, operands: part.operands.map(withoutCriticals) };
    case 'critical':
      return { kind: 'group', body: withoutCriticals(part.body) };
    case 'loop':
    case 'opt':
    case 'break':
    case 'group':
    case 'strict':
    case 'ignore':
    case 'consider':
      return { ...part, body: withoutCriticals(part.body) };
    case 'message':
    case 'self':
    case 'lost':
    case 'gate-in':
    case 'gate-out':
    case 'both':
    case 'ref':
      return part;
  }
}

/** The sketch with nothing left free; a break inside still ends only its fragment. */
export function withoutFilters(sketch: Sketch): Sketch {
  return sketch.map(withoutFilter);
}

function withoutFilter(part: Part): Part {
  switch (part.kind) {
    case 'ignore':
    case 'consider':
      return { kind: 'alt', operands: [withoutFilters(part.body)] };
    case 'alt':
    case 'par':
      return { ...part, operands: part.operands.map(withoutFilters) };
    case 'loop':
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
    case 'strict':
      return { ...part, body: withoutFilters(part.body) };
    case 'message':
    case 'self':
    case 'lost':
    case 'gate-in':
    case 'gate-out':
    case 'both':
    case 'ref':
      return part;
  }
}

/** The fragments that leave events free, at whatever depth. */
export function filtersIn(sketch: Sketch): readonly Filter[] {
  return parts(sketch).filter((part): part is Filter => part.kind === 'ignore' || part.kind === 'consider');
}

export type Filter = Extract<Part, { readonly kind: 'ignore' | 'consider' }>;

/** Whether a loop without an upper bound stands anywhere in the sketch. */
export function isUnbounded(sketch: Sketch): boolean {
  return parts(sketch).some((part) => part.kind === 'loop' && part.max === null);
}

/** How many occurrences the longest run has when a loop without an upper bound runs twice. */
export function lengthOf(sketch: Sketch): number {
  return sketch.reduce((sum, part) => sum + lengthOfPart(part), 0);
}

function lengthOfPart(part: Part): number {
  switch (part.kind) {
    case 'message':
      return 2;
    case 'self':
    case 'lost':
    case 'gate-in':
    case 'gate-out':
    case 'ref':
      return 1;
    case 'both':
      return 4;
    case 'alt':
      return Math.max(...part.operands.map(lengthOf));
    case 'par':
      return part.operands.reduce((sum, operand) => sum + lengthOf(operand), 0);
    case 'loop':
      return (part.max ?? 2) * lengthOf(part.body);
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
    case 'strict':
    case 'ignore':
    case 'consider':
      return lengthOf(part.body);
  }
}

/** Every statement of the sketch, at whatever depth, in drawn order. */
function parts(sketch: Sketch): readonly Part[] {
  return sketch.flatMap((part) => [part, ...bodiesOf(part).flatMap(parts)]);
}

/** The operands of a fragment; a statement that is none has none. */
export function bodiesOf(part: Part): readonly Sketch[] {
  switch (part.kind) {
    case 'alt':
    case 'par':
      return part.operands;
    case 'loop':
    case 'opt':
    case 'break':
    case 'critical':
    case 'group':
    case 'strict':
    case 'ignore':
    case 'consider':
      return [part.body];
    case 'message':
    case 'self':
    case 'lost':
    case 'gate-in':
    case 'gate-out':
    case 'both':
    case 'ref':
      return [];
  }
}
