import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import { type DirectiveName, directiveNames, directives } from '../../../compiler/directives/directives.ts';
import { directivesPage } from '../../../compiler/directives/page.ts';
import { plantuml } from './said.ts';

test('the page of the directives is what the table says (`npx vitest run test/compiler/directives -u` writes it)', async () => {
  await expect(directivesPage()).toMatchFileSnapshot('../../../compiler/DIRECTIVES.md');
});

test.for(directiveNames)(
  'the example of @%s compiles without a complaint about directives',
  (name: DirectiveName) => {
    const { diagrams } = compile(plantuml(...directives[name].example, 'class Order'), 'a.puml');

    expect(diagrams).toHaveLength(1);
    const complaints = diagrams
      .flatMap(({ diagnostics }) => diagnostics)
      .filter((one) => one.name.startsWith('directive-') || describeDiagnostic(one).severity === 'error');
    expect(complaints).toEqual([]);
  },
);
