import { directiveNames, directives } from '../compiler/directives/directives.ts';
import { directiveSection, directivesPage } from '../compiler/directives/page.ts';
import { nearest } from '../compiler/syntax/nearest.ts';
import { UsageError } from './command.ts';

/** What `explain` says of `directives`, all of them, or of one such as `@timeout`. */
export function explainDirectives(asked: string, json: boolean): string {
  const found = directiveNames.filter((name) => asked === 'directives' || asked === `@${name}`);
  const [first] = found;
  if (first === undefined) {
    const close = nearest(asked.slice(1), directiveNames);
    const hint = close === null ? '`seqwright explain directives` lists them' : `did you mean "@${close}"?`;
    throw new UsageError(`there is no directive "${asked}"; ${hint}`);
  }
  if (json) {
    const told = found.map((name) => {
      const { forms, above, about, example } = directives[name];
      return { name, forms, above, about, example };
    });
    return JSON.stringify(asked === 'directives' ? told : told[0], null, 2);
  }
  return asked === 'directives' ? directivesPage() : directiveSection(first).join('\n');
}
