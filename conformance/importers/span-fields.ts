import { isObject, textOf } from './json-reader.ts';

/** Nanoseconds out of a count of units, of which one has `nanoseconds`; null when it is no such count. */
export function nanoseconds(value: unknown, unit: bigint): bigint | null {
  if (typeof value === 'bigint') return value < 0n ? null : value * unit;
  if (typeof value === 'number')
    return value >= 0 && Number.isFinite(value) ? BigInt(Math.round(value)) * unit : null;
  return typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) * unit : null;
}

/** The other end, as those name it who call it: OpenTelemetry's semantic conventions, and OpenTracing's before them. */
export function peerIn(attributes: Readonly<Record<string, string>>): string | null {
  const keys = [
    'service.peer.name',
    'peer.service',
    'server.address',
    'net.peer.name',
    'db.system.name',
    'db.system',
    'messaging.system',
  ];
  return keys.map((key) => attributes[key]).find((name) => name !== undefined && name !== '') ?? null;
}

/** Those members of an object that are scalars, as texts. */
export function scalarsIn(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  const scalars = Object.entries(value).flatMap(([key, held]): readonly [string, string][] => {
    const text = textOf(held);
    return text === null ? [] : [[key, text]];
  });
  return Object.fromEntries(scalars);
}

/** A name in letters, or null for the empty one and for anything else. */
export function nameIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
