import fc, { type Arbitrary } from 'fast-check';
import type { CompiledDiagram } from '../compiler/compile.ts';
import { payloadArbitrary } from './payloads/arbitrary.ts';
import { readTypes } from './payloads/read-types.ts';

/** By what `@payload` says, in its order, the values that messages bring in turn. */
export type Drawn = readonly (readonly unknown[])[];

/** What the messages of a diagram may bring, and which message brings what of it. */
export interface DataSource {
  readonly arbitrary: Arbitrary<Drawn>;
  readonly payloads: (drawn: Drawn) => Payloads;
}

/** The payload of an occurrence by its index, the next one at each call; null where the diagram does not say. */
export type Payloads = (occurrence: number) => { readonly value: unknown } | null;

/** A message that happens again and again brings these in turn. */
const valuesMax = 3;

/** What the diagram says of payloads; types of which there is no value bring nothing. */
export function dataOf({
  interaction,
  classes,
}: Pick<CompiledDiagram, 'interaction' | 'classes'>): DataSource {
  const { types } = readTypes(classes);
  const said = interaction.annotations.payloads.flatMap(({ value, first, end }) => {
    const arbitrary = payloadArbitrary(value, types);
    return arbitrary === null ? [] : [{ arbitrary, first, end }];
  });
  return {
    arbitrary: fc.tuple(
      ...said.map(({ arbitrary }) => fc.array(arbitrary, { minLength: 1, maxLength: valuesMax })),
    ),
    payloads: (drawn) => {
      const used = said.map(() => 0);
      return (occurrence) => {
        const index = said.findIndex(({ first, end }) => first <= occurrence && occurrence < end);
        const values = drawn[index];
        if (values === undefined) return null;
        const count = used[index] ?? 0;
        used[index] = count + 1;
        return { value: values[count % values.length] };
      };
    },
  };
}
