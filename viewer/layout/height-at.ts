import type { Layout } from './layout.ts';

/** How far down the run has come at a position: at the row of the last event, between two on the way to the next. */
export function heightAt({ events }: Pick<Layout, 'events'>, position: number): number {
  const before = Math.floor(position);
  const [from, to] = [events[before - 1]?.y ?? 0, events[before]?.y ?? events.at(-1)?.y ?? 0];
  return from + (Math.max(from, to) - from) * (position - before);
}
