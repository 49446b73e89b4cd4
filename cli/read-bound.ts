import { type CompiledDiagram, compileDiagrams } from '../compiler/compile.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import { interpret, redraw } from '../compiler/interpretation/interpret.ts';
import type { Rewrite } from '../compiler/interpretation/rewrites.ts';
import { addInvariants } from '../compiler/invariants/add-invariants.ts';
import type { Binding } from '../runtime/live/binding.ts';
import { coloured } from './colours.ts';
import { UsageError } from './command.ts';
import { readBinding } from './read-binding.ts';
import { readDiagram, readDiagrams } from './read-diagrams.ts';
import { readRefs } from './read-refs.ts';

/** A diagram, and what its binding makes of it. */
export interface BoundDiagram {
  /** As it is drawn. */
  readonly drawn: CompiledDiagram;
  /** As it is meant; the same as `drawn` where the literal reading is wanted or nothing is interpreted. */
  readonly meant: CompiledDiagram;
  readonly binding: Binding;
  /** What `meant` makes of `drawn`. */
  readonly rewrites: readonly Rewrite[];
}

export interface BoundOptions {
  readonly arrows: ArrowDiscipline;
  readonly name?: string;
  readonly literal: boolean;
}

/** Reads a diagram and its binding; throws a `UsageError`, the diagnostics shown, when they do not fit. */
export async function readBound(
  file: string,
  bindingPath: string,
  options: BoundOptions,
): Promise<BoundDiagram> {
  const { literal, ...compiling } = options;
  const drawn = await readDiagram(file, compiling);
  const binding = await readBinding(bindingPath);
  if (literal) return { drawn, meant: drawn, binding, rewrites: [] };
  const { meant, rewrites } = await interpreted(file, bindingPath, drawn, binding, compiling);
  const { interaction, diagnostics } = addInvariants(
    meant.interaction,
    binding.invariants ?? [],
    drawn.diagram.span,
  );
  await refuse(file, bindingPath, diagnostics);
  return { drawn, meant: { ...meant, interaction }, binding, rewrites };
}

async function interpreted(
  file: string,
  bindingPath: string,
  drawn: CompiledDiagram,
  binding: Binding,
  compiling: Omit<BoundOptions, 'literal'>,
): Promise<Pick<BoundDiagram, 'meant' | 'rewrites'>> {
  if (binding.interpret === undefined) return { meant: drawn, rewrites: [] };
  const redrawn = redraw(drawn.diagram, binding.interpret);
  const refs = await readRefs(drawn.diagram, bindingPath, binding.interpret);
  await refuse(file, bindingPath, [...redrawn.diagnostics, ...refs.diagnostics]);
  const { diagrams, library } = await readDiagrams(file, compiling);
  const others = diagrams.map((one) => one.diagram).filter(({ name }) => name !== drawn.diagram.name);
  const [compiled = drawn] = compileDiagrams(
    [redrawn.meant, ...others],
    compiling,
    [...library, ...refs.library],
    drawn.classes,
  );
  const drawing = { ...drawn.interaction, span: drawn.diagram.span };
  const made = interpret(compiled.interaction, binding.interpret, drawing);
  await refuse(file, bindingPath, made.diagnostics);
  return {
    meant: { ...compiled, interaction: made.meant },
    rewrites: [...redrawn.rewrites, ...refs.rewrites, ...made.rewrites],
  };
}

/** Shows what is wrong with a binding and throws a `UsageError`; does nothing when nothing is. */
export async function refuse(
  file: string,
  binding: string,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  if (diagnostics.length === 0) return;
  const { sources } = await readDiagrams(file);
  for (const shown of renderDiagnostics(diagnostics, sources, coloured)) console.error(`${shown}\n`);
  throw new UsageError(`${binding} does not fit ${file}`);
}
