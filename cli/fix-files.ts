import { type CompileOptions, compile } from '../compiler/compile.ts';
import { type AppliedFix, applyFixes } from '../compiler/diagnostics/apply-fixes.ts';
import { readShareLink } from '../compiler/links/share-link.ts';
import { decodeText } from '../compiler/text/decode.ts';
import { UsageError } from './command.ts';
import { isAddress, shortName } from './links/short-name.ts';
import { readBytes } from './read-diagrams.ts';
import { includesBeside } from './read-includes.ts';
import { encodeAs, replaceFile } from './text-file.ts';

/** A file whose safe fixes were made. */
export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly applied: readonly AppliedFix[];
}

/** One fix may show what another can be made of; nobody's file needs more rounds. */
const roundsMax = 20;

/** Makes all safe fixes of a file, again until there are none left; `write` puts them into the file. */
export async function fixFile(file: string, options: CompileOptions, write: boolean): Promise<FixedFile> {
  if (readShareLink(file) !== null || isAddress(file))
    throw new UsageError(`${shortName(file)}: a link is no file`);
  const bytes = await readBytes(file);
  const before = decodeText(bytes, file).text ?? '';
  const { after, applied } = fixText(before, file, options);
  if (write && after !== before) await replaceFile(file, encodeAs(bytes, after));
  return { file, before, after, applied };
}

function fixText(
  before: string,
  file: string,
  options: CompileOptions,
): { readonly after: string; readonly applied: readonly AppliedFix[] } {
  const applied: AppliedFix[] = [];
  let after = before;
  for (let round = 0; after !== '' && round < roundsMax; round++) {
    const { reader } = includesBeside(file);
    const { diagrams, diagnostics } = compile(after, file, { ...options, includes: reader });
    const fixed = applyFixes(after, file, [...diagnostics, ...diagrams.flatMap((one) => one.diagnostics)]);
    if (fixed.applied.length === 0) break;
    for (const one of fixed.applied) applied.push(one);
    after = fixed.text;
  }
  return { after, applied };
}
