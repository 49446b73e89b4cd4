import { catalogue, type DiagnosticName } from '../diagnostics/catalogue.ts';
import { nearest } from '../syntax/nearest.ts';
import type { Span } from '../text/span.ts';
import { type DirectiveEntry, unreadable } from './directive.ts';

/** A finding that is not reported, and the directive that says so. */
export interface SwitchedOff {
  readonly name: DiagnosticName;
  readonly span: Span;
}

/** `@off race`, `@off SQ501`: findings that are not reported here. */
export const off: DirectiveEntry<readonly SwitchedOff[]> = {
  forms: ['race', 'SQ503', 'race, SQ503'],
  above: 'any statement, or above an `else`',
  fits: () => true,
  read(value, { span }) {
    const words = value.split(/[\s,]+/).filter((word) => word !== '');
    const findings: SwitchedOff[] = [];
    for (const word of words) {
      const name = /^sq\d+$/i.test(word) ? namesByCode.get(word.toUpperCase()) : word;
      if (name === undefined || !Object.hasOwn(catalogue, name)) {
        const known = Object.values(catalogue).flatMap(({ code }, index) => [code, allNames[index] ?? code]);
        return unreadable(`there is no finding \`${word}\``, nearest(word, known));
      }
      const known = name as DiagnosticName;
      if (catalogue[known].severity === 'error') {
        return unreadable(`\`${word}\` is an error, and errors cannot be switched off`);
      }
      findings.push({ name: known, span });
    }
    return { value: findings };
  },
  join: (first, second) => [...first, ...second],
  about:
    'Findings, by code or name, that `check` does not report of the next statement: of a fragment with all that it holds, of the operand that an `else` opens, and above the first participant or the title of the whole diagram. A finding belongs to the statement that it points to. Errors cannot be switched off, and one that silences nothing is reported.',
  example: ["' @off race", 'C -> A : news'],
};

const allNames = Object.keys(catalogue) as readonly DiagnosticName[];

const namesByCode: ReadonlyMap<string, string> = new Map(
  allNames.map((name) => [catalogue[name].code, name]),
);
