import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { judge } from '../../../conformance/judge.ts';
import type { TraceEvent } from '../../../runtime/trace.ts';
import { type Case, cases } from './cases.ts';
import { filterCases } from './filter-cases.ts';

describe.each([...cases, ...filterCases])('$says', ({ diagram, arrows, has, hasNot }) => {
  const interaction = meaningOf(diagram, arrows);

  test.each(has)('has the run "%s"', (run) => {
    expect(verdictOn(interaction, run)).toMatchObject({ verdict: 'pass', extent: 'complete' });
  });

  test.runIf(hasNot.length > 0).each(hasNot)('does not have the run "%s"', (run) => {
    expect(verdictOn(interaction, run)).toMatchObject({ verdict: 'fail' });
  });
});

test('a diagram that refers to itself is an error', () => {
  const text = '@startuml a\nref over A : b\n@enduml\n@startuml b\nref over A : a\n@enduml\n';
  const names = compile(text, 'x.puml').diagrams.flatMap(({ diagnostics }) =>
    diagnostics.map(({ name }) => name),
  );
  expect(names).toContain('recursive-ref');
});

test('a trace that does what `neg` forbids is told so', () => {
  const interaction = meaningOf('title t\nparticipantgroup g\nparticipant A\nend\nneg\nA->A:no\nend\n');
  expect(verdictOn(interaction, 'A.no')?.explanation).toContain('the diagram forbids it');
});

test.each([
  ['group ignore {}', 'B -> A : y', 'label-filter-unreadable'],
  ['group consider { , }', 'B -> A : y', 'label-filter-unreadable'],
  ['group ignore {y, z}', 'B -> A : y', 'filtered-yet-drawn'],
  ['group consider {z}', 'B -> A : y', 'filtered-yet-drawn'],
])('`%s` around `%s` is a warning', (head, inside, name) => {
  const text = ['@startuml', 'A -> B : x', head, inside, 'end', '@enduml', ''].join('\n');
  const found = compile(text, 'x.puml').diagrams.flatMap(({ diagnostics }) => diagnostics);
  expect(found.filter((one) => one.name === name)).toMatchObject([{ span: { line: 3 } }]);
});

test('what is free in a run that passes is told', () => {
  const interaction = meaningOf('@startuml\ngroup ignore {tick}\nA -> B : x\nend\n@enduml\n');
  expect(verdictOn(interaction, 'A!x B!tick B?x')?.explanation).toContain(
    'takes 1 event for what the diagram leaves free there: B sends "tick" to A (line 2)',
  );
});

function meaningOf(diagram: string, arrows: Case['arrows'] = 'async'): Interaction {
  const [first] = compile(diagram, 'case.txt', { arrows }).diagrams;
  if (first === undefined) throw new Error('the case holds no diagram');
  return first.interaction;
}

function verdictOn(interaction: Interaction, run: string): ReturnType<typeof judge>[number] | undefined {
  const events = run
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => ({ event: eventOf(interaction, word), line: index + 1 }));
  return judge(interaction, { header: null, footer: null, events })[0];
}

const kinds = { '!': 'send', '?': 'receive', '.': 'action' } as const;

function eventOf(interaction: Interaction, word: string): TraceEvent {
  const ref = /^\[(.*)\](.*)$/.exec(word);
  if (ref !== null) return { kind: 'ref', lifelines: ref[1]?.split(',') ?? [], label: ref[2] ?? '' };
  const [, lifeline = '', sign = '', text = '', named = null] =
    /^(\w+)([!?.])([^>]*)(?:>(\w+))?$/.exec(word) ?? [];
  const kind = kinds[sign as keyof typeof kinds];
  const label = text.replaceAll('_', ' ');
  const peer = named ?? peerOf(interaction, kind, lifeline, label);
  return { kind, lifeline, ...(peer === null ? {} : { peer }), label };
}

/** Runs do not write the peer: it is that of the drawn message, or the only other of the two lifelines A and B. */
function peerOf(interaction: Interaction, kind: string, lifeline: string, label: string): string | null {
  if (kind === 'action') return null;
  const all = [...interaction.occurrences];
  const drawn = all.find((one) => one.kind === kind && one.lifelines[0] === lifeline && one.label === label);
  if (drawn !== undefined) return drawn.peer;
  return lifeline === 'A' ? 'B' : 'A';
}
