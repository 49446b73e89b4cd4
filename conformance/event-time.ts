/** When an event happened, as its recorder's clock showed it. */
export interface EventTime {
  readonly milliseconds: number;
  /** A number counts from whatever the recorder likes, ISO 8601 from a known moment: the two cannot be compared. */
  readonly scale: 'number' | 'calendar';
}

/** Reads the `time` of an event, milliseconds or ISO 8601; null when it is absent or anything else. */
export function readTime(value: unknown): EventTime | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { milliseconds: value, scale: 'number' } : null;
  }
  const found =
    typeof value === 'string' && value.length < 60
      ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d:?\d\d)?$/i.exec(value.trim())
      : null;
  if (found === null) return null;
  const [, day, time, seconds = '00', fraction = '0', written = 'Z'] = found;
  // What says no zone is UTC: a verdict must not depend on the machine. `+0100` is the basic form of `+01:00`.
  const zone = written.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const whole = Date.parse(`${day}T${time}:${seconds}${zone}`);
  return Number.isNaN(whole)
    ? null
    : { milliseconds: whole + Number(`0.${fraction}`) * 1_000, scale: 'calendar' };
}

/** The milliseconds from the one to the other; null when their clocks count differently. */
export function elapsed(from: EventTime, to: EventTime): number | null {
  if (from.scale !== to.scale) return null;
  // To a millionth of a millisecond, which is finer than floating-point numbers tell moments apart.
  return Math.round((to.milliseconds - from.milliseconds) * 1_000_000) / 1_000_000;
}
