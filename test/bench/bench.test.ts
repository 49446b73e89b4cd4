import { expect, test } from 'vitest';
import { type Measured, measure } from './measure.ts';
import type { Measurement, Subject } from './measurement.ts';
import { measurements } from './measurements.ts';
import { printTable } from './print-table.ts';

// Spin's verifiers are compiled, which takes a while on a busy machine.
test.each(measurements)('$name runs, with next to nothing to do', { timeout: 120_000 }, (measurement) => {
  const measured = measure(measurement, { scale: 0.001, rounds: 1, msMin: 0, tidy: () => {} });
  const table = printTable([measured]);
  expect(measured.subjects.length).toBeGreaterThan(1);
  for (const { name } of measured.subjects) expect(table).toContain(name);
});

test('work that does nothing has no time', () => {
  expect(() => measureOnce({ name: 'idle', against: null, prepare: () => () => 0 })).toThrow(
    '"idle" did nothing',
  );
});

test('what a subject is held against is a subject, too', () => {
  expect(() => measureOnce({ name: 'fast', against: 'light', prepare: () => () => 1 })).toThrow(
    '"fast" is held against "light", which is not measured',
  );
});

function measureOnce(subject: Subject): Measured {
  const nothing: Measurement = { name: 'nothing', unit: 'things', clock: 'wall', subjects: () => [subject] };
  return measure(nothing, { scale: 1, rounds: 1, msMin: 0, tidy: () => {} });
}
