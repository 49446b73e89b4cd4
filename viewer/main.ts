import { timer } from 'd3';
import type { ShownNews, ShownRun } from '../conformance/shown-run.ts';
import { heightAt } from './layout/height-at.ts';
import { type Layout, layOut } from './layout/layout.ts';
import type { Moment } from './marks/mark.ts';
import { createPicture } from './marks/picture.ts';
import { buildModel } from './model/build-model.ts';
import { emptyModel, type RunModel } from './model/run-model.ts';
import { openFile } from './open/open-file.ts';
import { connectWaysIn } from './open/ways-in.ts';
import { showAbout } from './page/about.ts';
import { connectControls } from './page/controls.ts';
import { element } from './page/element.ts';
import { createEventList } from './page/event-list.ts';
import { eventWords } from './page/event-words.ts';
import { createMeasure } from './page/measure.ts';
import { listen } from './page/news.ts';
import { connectOpenedPanel, showOpened } from './page/opened-panel.ts';
import { showVerdict } from './page/verdict-banner.ts';
import { Player } from './player/player.ts';

const stage = element('stage', HTMLElement);
const picture = createPicture(element('names', SVGSVGElement), element('picture', SVGSVGElement));
const measure = createMeasure();
const player = new Player((frame) => timer(frame), !matchMedia('(prefers-reduced-motion: reduce)').matches);
const events = createEventList((index) => player.seek(index + 1));
const page = await loadRun();
/** How many files somebody has given to the page. */
let turns = 0;

connectControls(player);
player.subscribe(show);
new ResizeObserver(relayout).observe(stage);
element('picture', SVGSVGElement).addEventListener('click', chooseDrawn);
const following = page.run?.growing === true ? follow(page.run) : null;
connectOpenedPanel();
connectWaysIn((file) => void open(file));

interface Page {
  /** Null when nothing is open. */
  run: ShownRun | null;
  model: RunModel;
  layout: Layout;
}

async function loadRun(): Promise<Page> {
  const response = await fetch('api/run');
  const answer = (await response.json()) as ShownRun | null | { readonly error: string };
  if (answer !== null && 'error' in answer) {
    element('title', HTMLElement).textContent = answer.error;
    throw new Error(answer.error);
  }
  const loaded = prepare(answer);
  stand(loaded.model);
  return loaded;
}

/** At the event that fits nothing, or else at the end. */
function stand({ verdict, events }: RunModel): void {
  player.load(events.length, (verdict?.event ?? events.length - 1) + 1);
}

/** Shows what somebody gave to the page; what was shown before stays when there is nothing to show of it. */
async function open(file: File): Promise<void> {
  const turn = ++turns;
  const opened = await openFile(file);
  // Something else may have been given meanwhile.
  if (turn !== turns) return;
  showOpened(opened);
  if (opened.run === null) return;
  following?.stop();
  Object.assign(page, prepare(opened.run));
  stand(page.model);
}

/** Run → model → layout → marks. */
function prepare(run: ShownRun | null): Page {
  const model = run === null ? emptyModel : buildModel(run);
  const layout = layOut(model, stage.clientWidth, measure);
  picture.draw(layout);
  events.draw(model);
  showVerdict(model, (index) => player.seek(index + 1));
  showAbout(run, model);
  return { run, model, layout };
}

function relayout(): void {
  Object.assign(page, prepare(page.run));
  show();
}

function show(): void {
  const { position, playing } = player.state;
  const moment: Moment = {
    position,
    current: Math.floor(position) - 1,
    failed: page.model.verdict?.event ?? null,
  };
  picture.show(moment);
  events.show(moment);
  keepInSight(heightAt(page.layout, position));
  if (!playing) bringIntoSight(moment.current);
  if (!playing) tell(moment.current);
}

/** Scrolls so that the row of the moment is neither under the names nor below the edge. */
function keepInSight(y: number): void {
  const room = stage.clientHeight - page.layout.headerHeight;
  const margin = Math.min(90, room / 4);
  if (y - stage.scrollTop > room - margin) stage.scrollTop = y - room + margin;
  else if (y - stage.scrollTop < margin) stage.scrollTop = Math.max(0, y - margin);
}

/** Scrolls to the side, where the picture is wider than the stage, so that both ends of the event's message are in sight. */
function bringIntoSight(current: number): void {
  const event = page.model.events[current];
  if (event === undefined) return;
  const ends = [...event.lifelines, event.peer];
  const xs = page.layout.columns.filter(({ id }) => ends.includes(id)).map(({ x }) => x);
  const [from, to] = [Math.min(...xs) - sideMargin, Math.max(...xs) + sideMargin];
  if (to > stage.scrollLeft + stage.clientWidth) stage.scrollLeft = Math.min(from, to - stage.clientWidth);
  else if (from < stage.scrollLeft) stage.scrollLeft = Math.max(0, from);
}

const sideMargin = 60;

/** Says the current event to those who do not see it. */
function tell(current: number): void {
  const { events, lifelines } = page.model;
  const event = events[current];
  const names = new Map(lifelines.map(({ id, name }) => [id, name]));
  element('now', HTMLElement).textContent =
    event === undefined
      ? ''
      : `Event ${current + 1}, ${eventWords(event, (id) => names.get(id) ?? id)}: ${event.label}`;
}

function chooseDrawn({ target }: MouseEvent): void {
  const drawn = target instanceof Element ? target.closest('[data-event]') : null;
  const index = drawn?.getAttribute('data-event') ?? null;
  if (index !== null) player.seek(Number(index) + 1);
}

/** Takes in what is written to the trace from now on. */
function follow({ lines }: ShownRun): { readonly stop: () => void } {
  const badge = element('live', HTMLElement);
  badge.hidden = false;
  return listen(lines.length, hear, () => {
    badge.hidden = true;
  });
}

function hear(news: ShownNews): void {
  const { run } = page;
  if (run === null) return;
  switch (news.kind) {
    case 'lines':
      page.run = {
        ...run,
        lines: [...run.lines, ...news.lines],
        problems: [...run.problems, ...news.problems],
      };
      break;
    case 'verdict':
      page.run = { ...run, verdict: news.verdict };
      break;
    case 'reset':
      location.reload();
      return;
  }
  if (redrawing === null) redrawing = setTimeout(takeIn, pause);
}

/** What comes meanwhile is drawn together, and drawing a long run never takes more than a part of the time. */
let redrawing: ReturnType<typeof setTimeout> | null = null;
let pause = 0;

function takeIn(): void {
  redrawing = null;
  const begun = performance.now();
  relayout();
  player.extend(page.model.events.length);
  pause = restPerWork * (performance.now() - begun);
}

const restPerWork = 3;
