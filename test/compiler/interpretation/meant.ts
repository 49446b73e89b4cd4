import { compile, compileDiagrams } from '../../../compiler/compile.ts';
import { describe } from '../../../compiler/diagnostics/describe.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { steps } from '../../../compiler/interaction/steps.ts';
import type { Term } from '../../../compiler/interaction/term.ts';
import { interpret, redraw } from '../../../compiler/interpretation/interpret.ts';
import type { Interpretation } from '../../../compiler/interpretation/interpretation.ts';

/** The meaning of a diagram's text under an interpretation, and what is said of the two, as `name: words`. */
export function meant(
  text: string,
  interpretation: Interpretation,
): { readonly interaction: Interaction; readonly said: readonly string[] } {
  const [drawn] = compile(text, 'test.puml').diagrams;
  if (drawn === undefined) throw new Error(`no diagram in\n${text}`);
  const redrawn = redraw(drawn.diagram, interpretation);
  const [compiled] = redrawn.meant === drawn.diagram ? [drawn] : compileDiagrams([redrawn.meant]);
  if (compiled === undefined) throw new Error('nothing was compiled');
  const drawing = { ...drawn.interaction, span: drawn.diagram.span };
  const made = interpret(compiled.interaction, interpretation, drawing);
  const said = [...redrawn.diagnostics, ...made.diagnostics].map(
    (one) => `${one.name}: ${describe(one).message}`,
  );
  return { interaction: made.meant, said };
}

/** The meaning under an interpretation with which nothing is wrong. */
export function interpreted(text: string, interpretation: Interpretation): Interaction {
  const { interaction, said } = meant(text, interpretation);
  if (said.length > 0) throw new Error(said.join('\n'));
  return interaction;
}

/** A PlantUML diagram of these lines. */
export function drawn(...lines: readonly string[]): string {
  return ['@startuml', ...lines, '@enduml', ''].join('\n');
}

/**
 * Every run, as `A!x B?x`, sorted; `A.x` is an action. Runs are not followed beyond so many occurrences, so that loops end.
 */
export function runsOf(
  { terms, root }: Interaction,
  longest: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  const runs = new Set<string>();
  const seen = new Set<string>();
  const follow = (term: Term, run: readonly string[]): void => {
    const key = `${term.id} ${run.join(' ')}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (term.nullable) runs.add(run.join(' '));
    if (run.length >= longest) return;
    for (const { occurrence, next } of steps(terms, term)) {
      const { kind, lifelines, label } = occurrence;
      const sign = { send: '!', receive: '?', action: '.', ref: '=' }[kind];
      follow(next, [...run, `${lifelines.join('+')}${sign}${label}`]);
    }
  };
  follow(root, []);
  return [...runs].toSorted();
}
