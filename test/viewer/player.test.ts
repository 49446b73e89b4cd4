import { expect, test } from 'vitest';
import { Player } from '../../viewer/player/player.ts';

test('play goes on to the end and stops there, and from the end begins anew', () => {
  const { player, pass } = stage(5);
  player.play();
  pass(400);
  expect(player.state.position).toBeCloseTo(1);
  pass(9000);
  expect(player.state).toMatchObject({ position: 5, playing: false });
  player.play();
  expect(player.state).toMatchObject({ position: 0, playing: true });
});

test('speed is the number of times that play goes faster, also while it plays', () => {
  const { player, pass } = stage(20);
  player.play();
  pass(400);
  player.setSpeed(4);
  pass(400);
  expect(player.state.position).toBeCloseTo(5);
});

test('pause keeps the position', () => {
  const { player, pass } = stage(5);
  player.play();
  pass(600);
  player.pause();
  pass(1000);
  expect(player.state.position).toBeCloseTo(1.5);
  expect(player.state.playing).toBe(false);
});

test('a step goes to the next whole position in either direction, and not over the ends', () => {
  const { player, pass } = stage(2);
  player.seek(0.5);
  player.step(1);
  expect(player.state.position).toBe(0.5);
  pass(300);
  expect(player.state.position).toBe(1);
  player.step(-1);
  player.step(-1);
  expect(player.state.position).toBe(0);
  player.seek(2);
  player.step(1);
  pass(300);
  expect(player.state.position).toBe(2);
});

test('steps that follow each other quickly are all taken', () => {
  const { player, pass } = stage(9);
  for (let key = 0; key < 4; key++) {
    player.step(1);
    pass(30);
  }
  pass(300);
  expect(player.state.position).toBe(4);
});

test('a step is there at once for those who do not want to see things move', () => {
  const { player } = stage(2, false);
  player.step(1);
  expect(player.state.position).toBe(1);
});

test('seek ends playing and stays inside the run', () => {
  const { player, pass } = stage(5);
  player.play();
  player.seek(99);
  pass(1000);
  expect(player.state).toMatchObject({ position: 5, playing: false });
});

test('who has seen everything sees what comes, who looks at something else is left there', () => {
  const { player, pass } = stage(2);
  player.seek(1);
  player.extend(3);
  pass(5000);
  expect(player.state.position).toBe(1);
  player.seek(3);
  player.extend(4);
  pass(5000);
  expect(player.state).toMatchObject({ position: 4, playing: false });
});

test('who follows a burst is not left far behind', () => {
  const { player, pass } = stage(0);
  player.extend(1000);
  pass(4000);
  expect(player.state.position).toBeGreaterThan(900);
});

function stage(length: number, smooth = true): { player: Player; pass: (milliseconds: number) => void } {
  let now = 0;
  const running = new Map<object, { from: number; frame: (elapsed: number) => void }>();
  const player = new Player((frame) => {
    const key = {};
    running.set(key, { from: now, frame });
    return { stop: () => running.delete(key) };
  }, smooth);
  player.extend(length);
  player.seek(0);
  return {
    player,
    pass: (milliseconds) => {
      for (let step = 0; step < milliseconds; step += 10) {
        now += 10;
        for (const { from, frame } of running.values()) frame(now - from);
      }
    },
  };
}
