import { describe, expect, test } from 'vitest';
import type { ArrowDiscipline } from '../../../compiler/interaction/interaction.ts';
import { findings, numberAt, races, specified } from './findings.ts';

/** What was worked out by hand for the three diagrams of the project; `s7` is the send of message 7, `a` an action. */
interface Expected {
  readonly path: string;
  readonly races: Readonly<Record<ArrowDiscipline, string>>;
  /** The message that its sender cannot know to be next, after the one before. */
  readonly nonLocal: string;
  readonly backwards: readonly string[];
  readonly undelivered: readonly string[];
}

const cfdOrder: Omit<Expected, 'path'> = {
  races: {
    async: `
      r7–r24@Seller r1–r6@SellerOrderFeed r2–r11@SellerApp s3–r11@SellerApp r4–r11@SellerApp a5–r11@SellerApp
      s6–r11@SellerApp s20–r30@BuyerCfdFeed s20–r34@BuyerCfdFeed s31–r34@BuyerCfdFeed s29–r32@SellerCfdFeed`,
    blocking: `
      r7–r24@Seller s20–r30@BuyerCfdFeed s20–r34@BuyerCfdFeed s31–r34@BuyerCfdFeed s29–r32@SellerCfdFeed`,
    rendezvous: 'r7–r24@Seller',
  },
  nonLocal: '7→8 20→21 29→30 31→32 33→34',
  backwards: [],
  undelivered: ['BuyerOrderFeed→Buyer 1', 'BuyerCfdFeed→Buyer 3', 'SellerCfdFeed→Seller 3'],
};

const specifiedSystems: readonly Expected[] = [
  { path: 'cfd-order/order.original.puml', ...cfdOrder },
  { path: 'cfd-order/order.puml', ...cfdOrder },
  {
    path: 'agreement/agreement.puml',
    races: {
      async: `
        a8–r14@Consumer s30–r37@Consumer s31–r37@Consumer s32–r37@Consumer r33–r37@Consumer s34–r37@Consumer
        a35–r37@Consumer s36–r37@Consumer r1–r3@Exchange r1–r19@Exchange r3–r5@Exchange r3–r34@Exchange r5–r19@Exchange
        r19–r34@Exchange r21–r28@Producer a22–r28@Producer r20–r23@BitTorrent s21–r23@BitTorrent`,
      blocking: `
        a8–r14@Consumer a35–r37@Consumer s36–r37@Consumer r21–r28@Producer a22–r28@Producer r20–r23@BitTorrent
        s21–r23@BitTorrent`,
      rendezvous: 'a8–r14@Consumer a22–r28@Producer',
    },
    nonLocal: '7→8 8→9 22→23 36→37',
    backwards: [],
    undelivered: [],
  },
  {
    path: 'order-flow/order-flow.wsd',
    races: {
      async: `
        s1–r5@PushUpdatesHub r1–r31@RabbitMQ s2–r7@OrdersService s2–r19@OrdersService r7–r19@OrdersService
        s8–r19@OrdersService r9–r19@OrdersService s10–r11@OrdersService s10–r19@OrdersService r11–r19@OrdersService
        s12–r19@OrdersService r13–r19@OrdersService s14–r19@OrdersService r15–r19@OrdersService s16–r19@OrdersService
        s28–r29@OrdersService s31–r32@OrdersService r32–r33@OrdersService r10–r36@Buyer r3–r17@Keycloak s4–r17@Keycloak`,
      blocking: `
        s10–r11@OrdersService r15–r19@OrdersService s16–r19@OrdersService s28–r29@OrdersService r32–r33@OrdersService
        r10–r36@Buyer r3–r17@Keycloak s4–r17@Keycloak`,
      rendezvous: 'r32–r33@OrdersService',
    },
    nonLocal: '1→2 2→3 10→11 16→17 28→29 31→32 32→33 34→35',
    backwards: ['line 54: swap the two ends: OrdersService <-- ElasticSearch (SearchIndex): order'],
    undelivered: [],
  },
];

describe.each(specifiedSystems)('$path', (expected) => {
  const disciplines = ['async', 'blocking', 'rendezvous'] as const;

  test.each(disciplines)('races with %s arrows, pair by pair', (arrows) => {
    const found = races(specified(expected.path, { arrows })).map((race) => race.replace(/ \(.*\)/, ''));

    expect(found.toSorted()).toEqual(expected.races[arrows].trim().split(/\s+/).toSorted());
  });

  test('successions that their sender cannot know', () => {
    const diagram = specified(expected.path);
    const found = findings('non-local-succession', diagram).map(
      ({ diagnostic: { span, related } }) =>
        `${numberAt(diagram, related[0]?.span)}→${numberAt(diagram, span)}`,
    );

    expect(found.join(' ')).toBe(expected.nonLocal);
  });

  test('replies drawn backwards', () => {
    const found = findings('reply-backwards', specified(expected.path)).map(
      ({ args, diagnostic }) => `line ${diagnostic.span.line}: swap the two ends: ${args.swapped}`,
    );

    expect(found).toEqual(expected.backwards);
  });

  test('deliveries to a lifeline that never subscribed', () => {
    const found = findings('delivery-without-subscription', specified(expected.path)).map(
      ({ args, diagnostic }) => {
        expect(diagnostic.related).toHaveLength(args.deliveries - 1);
        return `${args.feed}→${args.lifeline} ${args.deliveries}`;
      },
    );

    expect(found).toEqual(expected.undelivered);
  });

  test('activations balance and every lifeline is used', () => {
    const names = ['activation-unbalanced', 'activation-left-open', 'unused-lifeline'] as const;

    expect(names.flatMap((name) => findings(name, specified(expected.path)))).toEqual([]);
  });
});
