import type { Command } from 'commander';
import { Option } from 'commander';
import type { ReplyReading } from '../compiler/analysis/reply-reading.ts';
import type { CompiledDiagram } from '../compiler/compile.ts';
import type { ArrowDiscipline } from '../compiler/interaction/interaction.ts';
import type { Rewrite } from '../compiler/interpretation/rewrites.ts';
import { readDiagram } from './read-diagrams.ts';
import { repliesOption } from './replies-option.ts';

/** The options of every command that runs a diagram or judges by it. */
export interface InterpretedOptions {
  readonly arrows: ArrowDiscipline;
  /** Which messages back may be replies; `auto` when absent. */
  readonly replies?: ReplyReading;
  /** The name of the diagram, in a file that holds several. */
  readonly diagram?: string;
  /** Leave out the binding that lies beside the diagram. */
  readonly literal?: true;
}

/** Declares these options. */
export function interpretedOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--arrows <discipline>', 'which messages hold their sender until they are received')
        .choices(['async', 'blocking', 'rendezvous'])
        .default('async'),
    )
    .addOption(repliesOption())
    .option('--diagram <name>', 'which diagram of the file; the first when absent')
    .option('--literal', 'read the diagram without the binding that lies beside it');
}

/** A diagram as it is meant, and what the binding has made of the drawing. */
export interface InterpretedDiagram extends CompiledDiagram {
  readonly rewrites: readonly Rewrite[];
}

/** The diagram of a file as the binding beside it interprets it, compiled. */
export async function readInterpreted(
  file: string,
  options: InterpretedOptions,
): Promise<InterpretedDiagram> {
  const { arrows, diagram: name, literal } = options;
  const compiling = { arrows, ...(name === undefined ? {} : { name }) };
  const { bindingBeside } = await import('./read-binding.ts');
  const binding = bindingBeside(file);
  if (binding === null || literal === true) return { ...(await readDiagram(file, compiling)), rewrites: [] };
  const { readBound } = await import('./read-bound.ts');
  const { meant, rewrites } = await readBound(file, binding, { ...compiling, literal: false });
  return { ...meant, rewrites };
}
