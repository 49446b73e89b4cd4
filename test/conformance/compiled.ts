import { compile } from '../../compiler/compile.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import type { Arrows } from '../reference/pomset.ts';
import { print } from '../reference/print.ts';
import type { Sketch } from '../reference/sketch.ts';

/** The product's interaction of a sketch, by way of its text. Throws when the compiler finds fault with that text. */
export function interactionOf(sketch: Sketch, arrows: Arrows = 'async'): Interaction {
  const text = print(sketch);
  const { diagrams, diagnostics } = compile(text, 'sketch.puml', { arrows });
  const [only] = diagrams;
  const faults = [...diagnostics, ...(only?.diagnostics ?? [])].filter(
    // Random sketches draw what they leave free.
    ({ name }) => catalogue[name].severity !== 'info' && name !== 'filtered-yet-drawn',
  );
  if (only === undefined || diagrams.length > 1 || faults.length > 0) {
    throw new Error(`${diagrams.length} diagrams and ${JSON.stringify(faults)} for\n${text}`);
  }
  return only.interaction;
}
