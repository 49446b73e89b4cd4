import type { FiredMove, Firing } from './product.ts';

/** What is one statement when a run is drawn: a message with both its ends, or what happens on its own. */
export interface DrawnItem {
  /** `lost` was sent and did not arrive in the run; `again` is the second arrival of a message. */
  readonly kind: 'message' | 'lost' | 'again' | 'local' | 'ref' | 'crash';
  /** The send of a message, or whatever else happens. */
  readonly fired: FiredMove;
  /** What happens of it, in the order of the run. */
  readonly moments: readonly Moment[];
}

export interface Moment {
  readonly lifeline: string;
  /** The place in the run, counted in moves. */
  readonly at: number;
  readonly fired: FiredMove;
}

/** The statements that a run is made of, by when they begin. Of messages that look alike the first that was sent arrives first. */
export function itemsOf(run: readonly Firing[]): readonly DrawnItem[] {
  const items: { kind: DrawnItem['kind']; fired: FiredMove; moments: Moment[] }[] = [];
  const onTheWay = new Map<number, { item: number; copies: number }[]>();
  let at = 0;
  for (const firing of run) {
    const [first] = firing;
    if (first?.move.kind === 'joint') {
      const here = at++;
      const moments = firing.map((fired) => ({ lifeline: fired.id, at: here, fired }));
      items.push({ kind: 'ref', fired: first, moments });
      continue;
    }
    for (const fired of firing) take(fired, { lifeline: fired.id, at: at++, fired });
  }
  return items;

  function take(fired: FiredMove, moment: Moment): void {
    const { kind, subject } = fired.move;
    if (kind === 'receive') {
      const [oldest, ...others] = onTheWay.get(subject) ?? [];
      const item = oldest === undefined ? undefined : items[oldest.item];
      onTheWay.set(
        subject,
        oldest === undefined || oldest.copies === 1
          ? others
          : [{ ...oldest, copies: oldest.copies - 1 }, ...others],
      );
      if (item?.kind !== 'lost') items.push({ kind: 'again', fired, moments: [moment] });
      else {
        item.kind = 'message';
        item.moments.push(moment);
      }
      return;
    }
    if (kind === 'send' && fired.fate !== 'lost') {
      const copies = fired.fate === 'duplicated' ? 2 : 1;
      onTheWay.set(subject, [...(onTheWay.get(subject) ?? []), { item: items.length, copies }]);
    }
    const drawn =
      kind === 'send' || fired.move.transition.lost ? 'lost' : kind === 'crash' ? 'crash' : 'local';
    items.push({ kind: drawn, fired, moments: [moment] });
  }
}
