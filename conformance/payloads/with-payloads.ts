import fc, { type Arbitrary } from 'fast-check';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { ClassBlock } from '../../compiler/syntax/diagram.ts';
import type { Simulation } from '../../runtime/simulate.ts';
import type { TraceLine } from '../../runtime/trace.ts';
import { payloadArbitrary } from './arbitrary.ts';
import { readTypes } from './read-types.ts';

/**
 * The lines of a simulated run, in which every message of which the diagram says what it brings brings that. The same seed gives the
 * same payloads; what is received is what was sent.
 */
export function withPayloads(
  { lines, occurrences }: Simulation,
  { annotations }: Pick<Interaction, 'annotations'>,
  classes: readonly ClassBlock[],
  seed: number,
): readonly TraceLine[] {
  const arbitraries = arbitrariesOf(annotations.payloads, classes);
  const sent = new Map<unknown, unknown>();
  let position = 0;
  return lines.map((line): TraceLine => {
    if (line.kind !== 'send' && line.kind !== 'receive' && line.kind !== 'action' && line.kind !== 'ref')
      return line;
    const arbitrary = arbitraries.get(occurrences[position]?.index ?? -1);
    position += 1;
    if (arbitrary === undefined) return line;
    if (line.kind === 'receive' && sent.has(line.id)) return { ...line, payload: sent.get(line.id) };
    // fast-check takes seeds of 32 bits.
    const [payload] = fc.sample(arbitrary, { seed: (seed * 7919 + position) % 2 ** 31, numRuns: 1 });
    if (line.kind === 'send') sent.set(line.id, payload);
    return { ...line, payload };
  });
}

/** By the index of occurrences; types of which there is no value bring nothing. */
function arbitrariesOf(
  payloads: Interaction['annotations']['payloads'],
  classes: readonly ClassBlock[],
): ReadonlyMap<number, Arbitrary<unknown>> {
  const { types } = readTypes(classes);
  const arbitraries = new Map<number, Arbitrary<unknown>>();
  for (const { value, first, end } of payloads) {
    const arbitrary = payloadArbitrary(value, types);
    if (arbitrary === null) continue;
    for (let index = first; index < end; index++) arbitraries.set(index, arbitrary);
  }
  return arbitraries;
}
