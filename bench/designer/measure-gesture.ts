import type { Browser, Page } from 'playwright-core';

export type GestureFigures = {
  /** Frames the page drew while the gesture went on, per second. */
  framesPerSecond: number;
  /** Milliseconds from frame to frame. */
  frameMs: { p50: number; p95: number; worst: number };
  /** Milliseconds of processor the page's own thread takes for a frame; under 16.7 it keeps up with 60 frames a second. */
  busyMsPerFrame: { mean: number; p95: number; worst: number };
};

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
};

/** Does a gesture for some seconds under chromium's own trace, and reads off the trace what each frame cost. */
export async function measureGesture(
  browser: Browser,
  page: Page,
  gesture: (until: number) => Promise<void>,
  seconds: number,
): Promise<GestureFigures> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.evaluate(START_COUNTING);
  const from = Date.now();
  await gesture(from + seconds * 1000);
  const took = Date.now() - from;
  const stamps = (await page.evaluate('window.drawnFrames')) as number[];
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const gaps = stamps.slice(1).map((stamp, at) => stamp - (stamps[at] ?? 0));
  const busy = busyPerFrame(trace.traceEvents);
  return {
    framesPerSecond: round((stamps.length * 1000) / took),
    frameMs: { p50: at(gaps, 0.5), p95: at(gaps, 0.95), worst: at(gaps, 1) },
    busyMsPerFrame: {
      mean: round(busy.reduce((sum, one) => sum + one, 0) / Math.max(1, busy.length)),
      p95: at(busy, 0.95),
      worst: at(busy, 1),
    },
  };
}

/** Runs in the page, as text: what is compiled here may refer to what the page does not have. */
const START_COUNTING = `
  window.drawnFrames = [];
  if (!window.countsFrames) {
    window.countsFrames = true;
    const count = (stamp) => { window.drawnFrames.push(stamp); requestAnimationFrame(count); };
    requestAnimationFrame(count);
  }
`;

/** What the thread that draws the page worked between one frame and the next. */
function busyPerFrame(events: readonly TraceEvent[]): number[] {
  const frames = events.filter(({ name }) => name === 'FireAnimationFrame').sort((one, other) => one.ts - other.ts);
  const [first] = frames;
  if (!first) return [];
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid,
  );
  const own = frames.filter(({ pid, tid }) => pid === first.pid && tid === first.tid).map(({ ts }) => ts);
  const sums = new Array<number>(own.length).fill(0);
  let frame = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks.sort((one, other) => one.ts - other.ts)) {
    while (frame + 1 < own.length && (own[frame + 1] ?? 0) <= ts) frame += 1;
    if (ts >= (own[0] ?? 0)) sums[frame] = (sums[frame] ?? 0) + tdur / 1000;
  }
  return sums;
}

const round = (value: number) => Math.round(value * 100) / 100;

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
}
