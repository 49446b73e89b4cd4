import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportContradictoryTimes } from '../../../compiler/analysis/contradictory-times.ts';
import { compile } from '../../../compiler/compile.ts';
import { describe as words } from '../../../compiler/diagnostics/describe.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { runsIfFew } from '../../reference/runs.ts';
import { holds, type Part, type Sketch } from '../../reference/sketch.ts';

/** `severity line ← related lines: what is said`. */
function contradictions(...lines: readonly string[]): readonly string[] {
  return told(lines.join('\n')).map(({ diagnostic: { span, related }, severity, message }) => {
    const others = related.map((other) => other.span.line).join(' ');
    return `${severity} ${span.line} ← ${others}: ${message.replace(/^.*: /, '')}`;
  });
}

function told(text: string) {
  const [compiled] = compile(text, 'test').diagrams;
  if (compiled === undefined) throw new Error(`no diagram in\n${text}`);
  return reportContradictoryTimes(compiled.diagram, compiled.interaction).map((diagnostic) => ({
    diagnostic,
    ...words(diagnostic),
  }));
}

describe('times that no run can keep', () => {
  test('a limit around a part that needs longer', () => {
    expect(
      contradictions(
        '@startuml',
        '{order} Guest -> Waiter : order',
        '{cook} Waiter -> Cook : cook',
        '{ready} Cook -> Waiter : ready',
        '{meal} Waiter -> Guest : meal',
        '{order} <-> {meal} : within 10 min',
        '{cook} <-> {ready} : at least 15 min',
        '@enduml',
      ),
    ).toEqual(['error 7 ← 6: this is at least 15 min, and the others leave at most 10 min']);
  });

  test('parts that sum up to more than the whole', () => {
    expect(
      contradictions(
        '@startuml',
        '{a} A -> B : x',
        '{b} B -> C : y',
        '{c} C -> A : z',
        '{a} <-> {b} : >= 3s',
        '{b} <-> {c} : >= 4s',
        '{a} <-> {c} : 1s..6s',
        '@enduml',
      ),
    ).toEqual(['error 7 ← 5 6: this is between 1 s and 6 s, and the others need at least 7 s']);
  });

  test('a delay that is longer than somebody waits, in other languages, too', () => {
    expect(
      contradictions(
        '@startuml',
        'A -> B : ask',
        '...5 minutes later...',
        "' @timeout 30s",
        'B --> A : answer',
        '@enduml',
      ),
    ).toEqual(['error 4 ← 3: this is at most 30 s, and the others need at least 5 min']);
    expect(
      contradictions(
        '@startuml',
        'A -> B : ask',
        '...20 s...',
        "' @timeout 30s",
        'B --> A : answer',
        '@enduml',
      ),
    ).toEqual([]);
  });

  test('bounds that exclude each other by a hair, and those that do not', () => {
    const pair = (...bounds: readonly string[]) =>
      contradictions(
        '@startuml',
        '{p} A -> B : x',
        '{q} A -> B : y',
        ...bounds.map((bound) => `{p} <-> {q} : ${bound}`),
        '@enduml',
      );
    expect(pair('< 2s', '>= 2s')).toHaveLength(1);
    expect(pair('<= 2s', '> 2s')).toHaveLength(1);
    expect(pair('<= 2s', '>= 2s')).toEqual([]);
    expect(pair('0.1s..0.3s', '>= 0.3s')).toEqual([]);
  });
});

describe('times that some runs cannot keep', () => {
  const lines = [
    '@startuml',
    '{in} A -> B : ask',
    'alt from the cache',
    'B -> B : look',
    'else from afar',
    '{far} B -> C : fetch',
    '{back} C -> B : fetched',
    'end',
    '{out} B -> A : answer',
    '{far} <-> {back} : min 2s',
  ];

  test('are a warning, with what happens in that branch', () => {
    expect(contradictions(...lines, '{in} <-> {out} : <= 1s', '@enduml')).toEqual([
      'warning 11 ← 10 2 6 7 9: this is at most 1 s, and the others need at least 2 s',
    ]);
  });

  test('are no matter once the limit is long enough', () => {
    expect(contradictions(...lines, '{in} <-> {out} : <= 3s', '@enduml')).toEqual([]);
  });
});

test('what may come in either order contradicts nothing by what it needs', () => {
  expect(
    contradictions(
      '@startuml',
      '{p} A -> B : x',
      '{q} C -> D : y',
      '{p} <-> {q} : >= 3s',
      '{p} <-> {q} : <= 5s',
      '@enduml',
    ),
  ).toEqual([]);
});

test('of parallel things none has to wait for the other', () => {
  expect(
    contradictions(
      '@startuml',
      '{s} A -> B : begin',
      'par',
      '{p} B -> C : x',
      '{p2} C -> B : x done',
      'else',
      '{q} B -> D : y',
      '{q2} D -> B : y done',
      'end',
      '{e} B -> A : done',
      '{p} <-> {p2} : >= 4s',
      '{q} <-> {q2} : >= 4s',
      '{s} <-> {e} : <= 5s',
      '@enduml',
    ),
  ).toEqual([]);
});

test('the second of a loop belongs to the second', () => {
  const loop = (whole: string) =>
    contradictions(
      '@startuml',
      'loop 2',
      '{p} A -> B : x',
      '{q} B -> A : y',
      'end',
      '{p} <-> {q} : >= 4s',
      `{p} <-> {q} : ${whole}`,
      '@enduml',
    );
  expect(loop('<= 5s')).toEqual([]);
  expect(loop('<= 3s')).toHaveLength(1);
});

test('a diagram is never told that no run can keep its times when a run keeps them', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(1_500);
  const tally = new Tally();
  const limits = fc.array(
    fc.record({ from: fc.nat(50), to: fc.nat(50), kind: fc.constantFrom('<=', '>='), spare: fc.nat(3) }),
    { minLength: 1, maxLength: 5 },
  );
  const gaps = fc.array(fc.nat(4), { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(
      sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10, bounded: true }).filter(
        (sketch) => !holds(sketch, 'strict'),
      ),
      fc.nat(999),
      gaps,
      limits,
      (sketch, which, pauses, each) => {
        const numbered = withOwnLabels(sketch);
        const runs = runsIfFew(numbered, { loopLimit: 0 }) ?? [];
        const run = runs[which % Math.max(1, runs.length)];
        const anchored = print(numbered).replace(/^([ABC] -> [ABC] : (m\d+))$/gm, '{$2} $1');
        const names = [...anchored.matchAll(/^\{(m\d+)\}/gm)].map(([, name = '']) => name);
        if (run === undefined || names.length === 0) return;
        let now = 0;
        const moments = run.occurrences.map(({ label, kind }, at) => {
          now += pauses[at] ?? 0;
          return { label, kind, now };
        });
        const timings = each.flatMap(({ from, to, kind, spare }) => {
          const [p = '', q = ''] = [names[from % names.length], names[to % names.length]];
          const [starts, ends] = [p, q].map((name) =>
            moments.filter((moment) => moment.label === name && moment.kind !== 'receive'),
          );
          const [start, end] = [starts?.[0], ends?.[0]];
          if (p === q || start === undefined || end === undefined) return [];
          if ((starts?.length ?? 0) > 1 || (ends?.length ?? 0) > 1) return [];
          const passed = Math.abs(end.now - start.now);
          tally.count(kind);
          const bound = kind === '<=' ? passed + spare : Math.max(0, passed - spare);
          return [`{${p}} <-> {${q}} : ${kind} ${bound} s`];
        });
        const text = anchored.replace('@enduml', `${timings.join('\n')}\n@enduml`);
        expect(
          told(text).filter(({ severity }) => severity === 'error'),
          text,
        ).toEqual([]);
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, '<=', '>=');
});

function withOwnLabels(sketch: Sketch): Sketch {
  let count = 0;
  const relabel = (part: Part): Part => {
    if ('label' in part) return { ...part, label: `m${++count}` };
    return 'operands' in part
      ? { ...part, operands: part.operands.map((operand) => operand.map(relabel)) }
      : { ...part, body: part.body.map(relabel) };
  };
  return sketch.map(relabel);
}
