import LZString from 'lz-string';
import { analyse } from '../../compiler/analysis/analyses.ts';
import { type CompiledDiagram, compile } from '../../compiler/compile.ts';
import { describe } from '../../compiler/diagnostics/describe.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../compiler/diagnostics/sort.ts';
import { silence } from '../../compiler/directives/silence.ts';
import { openShareLink, readShareLink } from '../../compiler/links/share-link.ts';
import { decodeText } from '../../compiler/text/decode.ts';
import type { ShownRun } from '../../conformance/shown-run.ts';
import { simulatedRun } from '../../conformance/simulated-run.ts';

/** What became of something that the page was given to open. */
export interface Opened {
  /** Null when there is nothing to show; then `refusal` says why. */
  readonly run: ShownRun | null;
  readonly refusal: string | null;
  /** What there is to say of the diagram, or of what was no diagram. */
  readonly diagnostics: readonly Diagnostic[];
}

/** So many bytes a file may have: the page has to stay quick. */
const bytesMax = 1_000_000;

/**
 * Opens a diagram, or a link that holds one, as `view` opens it from a file: the first diagram of a file, simulated. Nothing is
 * fetched, and no file is included.
 */
export async function openFile(file: File): Promise<Opened> {
  if (file.size > bytesMax) {
    return refuse(`${file.name} has more than ${bytesMax} bytes: give it to \`seqwright view\``, []);
  }
  // A folder may be dropped as well, and a file may be gone.
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return refuse(`${file.name} cannot be read`, []);
  const { text, diagnostics } = decodeText(new Uint8Array(bytes), file.name);
  const link = text === null ? null : readShareLink(text);
  if (link !== null) {
    const opened = await openShareLink(link, link.name, LZString);
    return openText(opened.text, link.name, opened.diagnostics);
  }
  return openText(text, file.name, diagnostics);
}

/** The seed that `view` takes when none is given. */
const seed = 1;

function openText(text: string | null, name: string, before: readonly Diagnostic[]): Opened {
  const { diagrams, diagnostics: ofFile } =
    text === null ? { diagrams: [], diagnostics: [] } : compile(text, name);
  const [compiled] = diagrams;
  const ofDiagram = compiled === undefined ? [] : check(compiled);
  const diagnostics = sortDiagnostics([...before, ...ofFile, ...ofDiagram]);
  if (text === null || compiled === undefined) {
    return refuse(`${name} holds no sequence diagram`, diagnostics);
  }
  if (diagnostics.some((one) => describe(one).severity === 'error')) {
    return refuse(`${name} does not compile`, diagnostics);
  }
  const meant = { interaction: compiled.interaction, judging: {} };
  const diagram = { file: name, text, includes: [], index: 0 };
  return { run: simulatedRun(meant, diagram, { seed, name }), refusal: null, diagnostics };
}

function check({ diagram, interaction, diagnostics }: CompiledDiagram): readonly Diagnostic[] {
  return silence(diagram, [...diagnostics, ...analyse(diagram, interaction)]).diagnostics;
}

function refuse(refusal: string, diagnostics: readonly Diagnostic[]): Opened {
  return { run: null, refusal, diagnostics };
}
