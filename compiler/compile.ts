import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { reportPayloadTypes } from './directives/report-payload-types.ts';
import type { ArrowDiscipline, Interaction } from './interaction/interaction.ts';
import { lower } from './interaction/lower.ts';
import { reportInvariants } from './invariants/report-invariants.ts';
import type { ClassBlock, Diagram } from './syntax/diagram.ts';
import { type ParseOptions, parse } from './syntax/parse.ts';

export interface CompileOptions extends Pick<ParseOptions, 'includes'> {
  /** How long an arrow holds its sender; `async` when absent. */
  readonly arrows?: ArrowDiscipline;
}

/** One diagram with its meaning, and what parsing and lowering had to say of it. */
export interface CompiledDiagram {
  readonly diagram: Diagram;
  readonly interaction: Interaction;
  /** The types that its messages may bring: those of its file and of all that the file includes. */
  readonly classes: readonly ClassBlock[];
  readonly diagnostics: readonly Diagnostic[];
}

/** All diagrams of one file; `diagnostics` are those of the file as a whole. */
export interface Compilation {
  readonly diagrams: readonly CompiledDiagram[];
  readonly diagnostics: readonly Diagnostic[];
  /** The diagrams of included files that a ref may name. */
  readonly library: readonly Diagram[];
  /** The types of class diagrams in the file and in those that it includes, as they are written. */
  readonly classes: readonly ClassBlock[];
}

/** Text → located diagrams → interactions. Never throws on what an author wrote. */
export function compile(text: string, file: string, options: CompileOptions = {}): Compilation {
  const { diagrams, diagnostics, library, classes } = parse(text, file, undefined, options);
  return { diagrams: compileDiagrams(diagrams, options, library, classes), diagnostics, library, classes };
}

/** Diagrams of one file → interactions; a ref may name any of them, or one of the library. */
export function compileDiagrams(
  diagrams: readonly Diagram[],
  options: CompileOptions = {},
  library: readonly Diagram[] = [],
  classes: readonly ClassBlock[] = [],
): readonly CompiledDiagram[] {
  const refs = new Map(
    [...library, ...diagrams].flatMap((diagram) =>
      diagram.name === null ? [] : [[diagram.name, diagram] as const],
    ),
  );
  return diagrams.map((diagram) => {
    const interaction = lower(diagram, { arrows: options.arrows ?? 'async', refs });
    const diagnostics = [
      ...diagram.diagnostics,
      ...interaction.diagnostics,
      ...reportPayloadTypes(interaction, classes),
      ...reportInvariants(interaction, interaction.annotations.invariants, diagram.span),
    ];
    return { diagram, interaction, classes, diagnostics };
  });
}
