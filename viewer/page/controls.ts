import type { Player } from '../player/player.ts';
import { element } from './element.ts';

/** Ties buttons, slider and keys to the player. */
export function connectControls(player: Player): void {
  const scrub = element('scrub', HTMLInputElement);
  const speed = element('speed', HTMLSelectElement);
  const play = element('play', HTMLButtonElement);
  const count = element('count', HTMLOutputElement);
  const actions: Readonly<Record<string, () => void>> = {
    first: () => player.seek(0),
    back: () => player.step(-1),
    play: () => player.toggle(),
    forward: () => player.step(1),
    last: () => player.seek(player.state.length),
  };
  for (const [id, act] of Object.entries(actions)) {
    element(id, HTMLButtonElement).addEventListener('click', act);
  }
  scrub.addEventListener('input', () => player.seek(scrub.valueAsNumber));
  // Let go between two events, the slider falls back on the earlier one.
  scrub.addEventListener('change', () => player.seek(Math.floor(scrub.valueAsNumber)));
  speed.addEventListener('change', () => player.setSpeed(Number(speed.value)));
  document.addEventListener('keydown', (pressed) => {
    const id = pressed.ctrlKey || pressed.metaKey || pressed.altKey ? undefined : keys[pressed.key];
    // The list of speeds has its own use for the arrows, and a focused button its own for the space bar.
    const target = pressed.target;
    if (id === undefined || target === speed) return;
    if (pressed.key === ' ' && target instanceof HTMLButtonElement) return;
    pressed.preventDefault();
    actions[id]?.();
  });
  player.subscribe(({ position, length, playing }) => {
    scrub.max = String(length);
    scrub.value = String(position);
    scrub.setAttribute('aria-valuetext', `event ${Math.floor(position)} of ${length}`);
    count.value = `${Math.floor(position)} / ${length}`;
    play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
    document.body.classList.toggle('playing', playing);
  });
}

const keys: Readonly<Record<string, string>> = {
  ' ': 'play',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'first',
  End: 'last',
};
