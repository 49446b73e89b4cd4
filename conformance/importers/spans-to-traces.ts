import type { Trace } from '../trace.ts';
import type { Problem } from './json-reader.ts';
import { type Facts, filled, lifelineOf, type Mapping, type Rule, ruleFor } from './mapping.ts';
import { type Moment, traceOf } from './moments.ts';
import { type Exchange, pairSpans } from './pair-spans.ts';
import type { Imported, Span } from './recording.ts';

/** How many spans of one file are looked at. */
const spansMax = 1_000_000;

/**
 * A client's span is the sending of a request and the receiving of its response, a server's is the receiving and the sending;
 * a producer's is a sending, a consumer's a receiving. All others only tell what follows from what, unless the mapping names them.
 */
export function tracesOf(spans: readonly Span[], mapping: Mapping, found: readonly Problem[]): Imported {
  const { distinct, problems } = withoutCopies(spans);
  const exchanges = pairSpans(distinct).flatMap((exchange) => parted(exchange, mapping));
  const messages = exchanges.flatMap((exchange, index) => endsOf(exchange, `m${index + 1}`, mapping));
  const others = distinct
    .filter(({ kind }) => kind === 'internal')
    .flatMap((span) => namedEnds(span, mapping));
  const moments = momentsOf(distinct, [...messages, ...others]);
  const sessions = [...Map.groupBy(moments, ({ session }) => session).values()];
  const traces: readonly Trace[] = sessions.length === 0 ? [traceOf([])] : sessions.map(traceOf);
  return { traces, problems: [...found, ...problems] };
}

/** An exporter that tries again writes a span twice; two different spans of one id are told. */
function withoutCopies(spans: readonly Span[]): { distinct: readonly Span[]; problems: readonly Problem[] } {
  const known = new Map<string, Span>();
  const problems: Problem[] = [];
  for (const span of spans.slice(0, spansMax)) {
    const key = JSON.stringify([span.trace, span.id, span.kind]);
    const before = known.get(key);
    if (before === undefined) known.set(key, span);
    else if (before.name !== span.name || before.start !== span.start)
      problems.push({
        ...span.place,
        message: `the span ${JSON.stringify(span.id)} is another one in line ${before.place.line}; it is left out`,
      });
  }
  const [next] = spans.slice(spansMax, spansMax + 1);
  if (next !== undefined)
    problems.push({ ...next.place, message: `only the first ${spansMax} spans are read` });
  return { distinct: [...known.values()], problems };
}

/** Between a producer and a consumer may be a broker that the mapping names: then these are two messages. */
function parted(exchange: Exchange, mapping: Mapping): readonly Exchange[] {
  const { sender, receiver } = exchange;
  if (sender === null || receiver === null || sender.kind !== 'producer') return [exchange];
  const to = namedEnd(ruleFor(mapping, [factsOf(sender)])?.to, sender, mapping);
  const from = namedEnd(ruleFor(mapping, [factsOf(receiver)])?.from, receiver, mapping);
  const isDirect =
    (to === null || to === lifelineOf(mapping, receiver.service)) &&
    (from === null || from === lifelineOf(mapping, sender.service));
  return isDirect
    ? [exchange]
    : [
        { sender, receiver: null },
        { sender: null, receiver },
      ];
}

/** A moment of a span before it is known what comes before it. */
interface End extends Omit<Moment, 'clock' | 'at' | 'after' | 'line'> {
  readonly span: Span;
  readonly edge: 'start' | 'end';
}

function endsOf(exchange: Exchange, id: string, mapping: Mapping): readonly End[] {
  const { sender, receiver } = exchange;
  const recorded = [sender, receiver].filter((span) => span !== null);
  const rule = ruleFor(mapping, recorded.map(factsOf));
  const [span] = recorded;
  if (span === undefined || rule?.ignore === true) return [];
  if (rule !== null && rule.action !== null) return [action(span, rule, mapping)];
  const { from, to } = lifelinesOf(exchange, rule, mapping);
  // A server's span has the route in its name, a consumer's only what it does with a message.
  const namer = sender?.kind === 'producer' ? sender : (receiver ?? span);
  const facts = {
    ...(receiver === null ? {} : factsOf(receiver)),
    ...(sender === null ? {} : factsOf(sender)),
  };
  const label = filled(rule?.label ?? '', facts) || namer.name;
  const session = sessionOf(span, mapping);
  if (from !== null && from === to) return [{ ...action(span, null, mapping), lifeline: from, label }];
  const ends = (isReply: boolean, text: string): readonly End[] => {
    const [first, last] = isReply ? [receiver, sender] : [sender, receiver];
    const [source, target] = isReply ? [to, from] : [from, to];
    const edge = isReply ? 'end' : 'start';
    const isSeen = (one: Span | null): one is Span => one !== null && (!isReply || one.end !== null);
    const shared = {
      label: text,
      session,
      edge,
      id: isSeen(first) && isSeen(last) ? `${id}${isReply ? ' reply' : ''}` : null,
    } as const;
    return [
      ...(isSeen(first) && source !== null
        ? [{ ...shared, span: first, kind: 'send', lifeline: source, peer: target } as const]
        : []),
      ...(isSeen(last) && target !== null
        ? [{ ...shared, span: last, kind: 'receive', lifeline: target, peer: source } as const]
        : []),
    ];
  };
  const reply = replyLabel(span, rule, facts);
  return [...ends(false, label), ...(reply === null ? [] : ends(true, reply))];
}

/** What the mapping makes of a span that says nothing of messages. */
function namedEnds(span: Span, mapping: Mapping): readonly End[] {
  const rule = ruleFor(mapping, [factsOf(span)]);
  if (rule === null || rule.ignore) return [];
  if (rule.action !== null) return [action(span, rule, mapping)];
  const own = `span ${span.trace} ${span.id}`;
  if (rule.to !== null) return endsOf({ sender: span, receiver: null }, own, mapping);
  return rule.from === null ? [] : endsOf({ sender: null, receiver: span }, own, mapping);
}

function action(span: Span, rule: Rule | null, mapping: Mapping): End {
  return {
    kind: 'action',
    lifeline: lifelineOf(mapping, span.service),
    peer: null,
    label: filled(rule?.action ?? '', factsOf(span)) || span.name,
    id: null,
    session: sessionOf(span, mapping),
    span,
    edge: 'start',
  };
}

function lifelinesOf(
  { sender, receiver }: Exchange,
  rule: Rule | null,
  mapping: Mapping,
): { readonly from: string | null; readonly to: string | null } {
  const end = (named: string | null | undefined, own: Span | null, other: Span | null): string | null => {
    const span = own ?? other;
    const said = span === null ? null : namedEnd(named, span, mapping);
    if (said !== null) return said;
    const service = own?.service ?? other?.peer ?? null;
    return service === null ? mapping.outside : lifelineOf(mapping, service);
  };
  return { from: end(rule?.from, sender, receiver), to: end(rule?.to, receiver, sender) };
}

function namedEnd(named: string | null | undefined, span: Span, mapping: Mapping): string | null {
  const name = named === null || named === undefined ? null : filled(named, factsOf(span));
  return name === null ? null : lifelineOf(mapping, name);
}

/** Messages that go through a broker have no reply; null is none. */
function replyLabel({ kind }: Span, rule: Rule | null, facts: Facts): string | null {
  if (rule?.reply === false) return null;
  const named = rule === null || rule.reply === null ? null : filled(rule.reply, facts);
  if (named !== null) return named;
  if (kind !== 'client' && kind !== 'server') return null;
  return facts['http.response.status_code'] ?? facts['http.status_code'] ?? 'reply';
}

function sessionOf(span: Span, { session }: Mapping): string | null {
  return filled(session ?? '{trace}', factsOf(span)) || null;
}

function factsOf(span: Span): Facts {
  const { attributes, name, kind, service, trace, peer } = span;
  return { ...attributes, name, kind, service, trace, ...(peer === null ? {} : { peer }) };
}

/** A span begins after its parent began, and ends after it began. */
function momentsOf(spans: readonly Span[], ends: readonly End[]): readonly Moment[] {
  const endsBySpan = Map.groupBy(ends, ({ span }) => span);
  const last = new Map<Span, Moment | null>();
  return parentsFirst(spans).flatMap(({ span, parent }) => {
    const before = parent !== null && parent.clock === span.clock ? (last.get(parent) ?? null) : null;
    let began: Moment | null = null;
    const own = (endsBySpan.get(span) ?? []).map((end): Moment => {
      const { edge, span: _, ...said } = end;
      const isStart = edge === 'start';
      // A clock that was set back in between does not turn the span around.
      const at = isStart || span.end === null || span.end < span.start ? span.start : span.end;
      const after = isStart ? before : (began ?? before);
      const moment = { ...said, clock: span.clock, at, after, line: span.place.line };
      if (isStart) began ??= moment;
      return moment;
    });
    last.set(span, began ?? before);
    return own;
  });
}

interface WithParent {
  readonly span: Span;
  readonly parent: Span | null;
}

/** Every span behind its parent; where parents go round in a circle, some span of it comes first and has none. */
function parentsFirst(spans: readonly Span[]): readonly WithParent[] {
  const byId = new Map(spans.map((span) => [`${span.trace} ${span.id}`, span]));
  const done = new Map<Span, WithParent>();
  for (const span of spans) {
    const waiting: Span[] = [];
    const seen = new Set<Span>();
    for (let one: Span | undefined = span; one !== undefined && !done.has(one) && !seen.has(one); ) {
      waiting.push(one);
      seen.add(one);
      one = one.parent === null ? undefined : byId.get(`${one.trace} ${one.parent}`);
    }
    for (const one of waiting.reverse()) {
      const parent = one.parent === null ? undefined : byId.get(`${one.trace} ${one.parent}`);
      done.set(one, { span: one, parent: parent !== undefined && done.has(parent) ? parent : null });
    }
  }
  return [...done.values()];
}
