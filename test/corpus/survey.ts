import { compile } from '../../compiler/compile.ts';
import { describe } from '../../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../../compiler/diagnostics/diagnostic.ts';
import { decodeText } from '../../compiler/text/decode.ts';
import type { CorpusFile } from './read-corpus.ts';

/** What became of one file. */
export interface Surveyed extends Omit<CorpusFile, 'bytes' | 'messages'> {
  /** Whether it holds a diagram, and nothing in it is an error. */
  readonly compiled: boolean;
  readonly errors: readonly Finding[];
  /** The lines that fit no construct. */
  readonly unknown: readonly Finding[];
  /** How many warnings there are, the unknown lines among them. */
  readonly warnings: number;
  /** How many arrows its diagrams have. */
  readonly messages: number;
  /** How many they should have; null when nobody has counted. */
  readonly counted: number | null;
}

/** A line, what it is called to be, and its text or what is said of it. */
export interface Finding {
  readonly line: number;
  readonly name: string;
  readonly words: string;
}

/** Compiles one file. */
export function survey({ bytes, messages: counted, ...known }: CorpusFile): Surveyed {
  const { text, diagnostics } = decodeText(bytes, known.file);
  const compilation = compile(text ?? '', known.file);
  const all = [
    ...(text === null ? diagnostics : compilation.diagnostics),
    ...compilation.diagrams.flatMap((one) => one.diagnostics),
  ];
  const ofSeverity = (severity: Severity): readonly Diagnostic[] =>
    all.filter((one) => describe(one).severity === severity);
  const errors = ofSeverity('error').map(finding);
  return {
    ...known,
    compiled: errors.length === 0 && compilation.diagrams.length > 0,
    errors,
    unknown: all.filter(({ name }) => name === 'unknown-line').map(finding),
    warnings: ofSeverity('warning').length,
    messages: compilation.diagrams.reduce((sum, { interaction }) => sum + interaction.messages.length, 0),
    counted,
  };
}

function finding(diagnostic: Diagnostic): Finding {
  const { name, args, span } = diagnostic;
  const words = name === 'unknown-line' && 'text' in args ? args.text : describe(diagnostic).message;
  return { line: span.line, name, words };
}

/** The figures of one set. */
export interface SetFigures {
  readonly set: string;
  readonly found: number;
  /** How many of them the tool that they were written for rejects. */
  readonly broken: number;
  readonly compiled: number;
  /** How many compile of those that are not broken. */
  readonly wholeCompiled: number;
  /** How many have as many messages as were counted; null when nobody has. */
  readonly equal: number | null;
  /** How many have no line that fits no construct. */
  readonly known: number;
}

/** The figures of a set of files. */
export function figuresOf(set: string, files: readonly Surveyed[]): SetFigures {
  const count = (is: (one: Surveyed) => boolean): number => files.filter(is).length;
  return {
    set,
    found: files.length,
    broken: count(({ broken }) => broken !== null),
    compiled: count(({ compiled }) => compiled),
    wholeCompiled: count(({ compiled, broken }) => compiled && broken === null),
    equal: files.every(({ counted }) => counted === null)
      ? null
      : count(({ messages, counted }) => messages === counted),
    known: count(({ unknown }) => unknown.length === 0),
  };
}
