/** How smooth the designer is with a large definition: pan, zoom and drag under chromium's own trace, on a running platform. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { largeDefinition } from './large-definition.ts';
import { type GestureFigures, measureGesture } from './measure-gesture.ts';

const { values } = parseArgs({
  options: {
    address: { type: 'string', default: 'http://127.0.0.1:8080' },
    user: { type: 'string', default: 'admin' },
    password: { type: 'string' },
    nodes: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
if (!values.password) throw new Error('Name the password of the user: --password ...');
const { address, user, password } = values;
const count = Number(values.nodes);
const seconds = Number(values.seconds);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const figures = await measure(browser);
  if (!values.json) console.table(flat(figures));
  console.log(JSON.stringify({ nodes: count, seconds, load: loadavg()[0], at: new Date().toISOString(), figures }));
} finally {
  await browser.close();
}

async function measure(on: Browser): Promise<Record<string, GestureFigures>> {
  const id = await createLarge();
  const page = await on.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.getByTestId('username').fill(user);
  await page.getByTestId('password').fill(password as string);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('live-mark').waitFor();
  await page.goto(`${address}/portal/collaborate/orchestrations/${id}`);
  await page
    .locator('.react-flow__node')
    .nth(count - 1)
    .waitFor({ state: 'attached', timeout: 120_000 });
  await page.waitForTimeout(3000);
  const take = (gesture: (page: Page, until: number) => Promise<void>) =>
    measureGesture(on, page, (until) => gesture(page, until), seconds);
  const pan = await take(panAround);
  const zoom = await take(zoomInAndOut);
  await page.getByTestId('canvas-fit').click();
  await page.waitForTimeout(1000);
  const drag = await take(dragNode);
  return { pan, zoom, drag };
}

async function panAround(page: Page, until: number): Promise<void> {
  const box = await frameOf(page);
  const [x, y] = [box.x + 30, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; Date.now() < until; step += 1)
    await page.mouse.move(x + 200 + 200 * Math.sin(step / 20), y + 150 + 150 * Math.cos(step / 20));
  await page.mouse.up();
}

async function zoomInAndOut(page: Page, until: number): Promise<void> {
  const box = await frameOf(page);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let step = 0; Date.now() < until; step += 1) await page.mouse.wheel(0, step % 60 < 30 ? -30 : 30);
}

async function dragNode(page: Page, until: number): Promise<void> {
  const box = await page.locator('.react-flow__node[data-id=n101]').boundingBox();
  if (!box) throw new Error('The node to drag is not in sight.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; Date.now() < until; step += 1)
    await page.mouse.move(x + 60 * Math.sin(step / 15), y + 40 * Math.cos(step / 15));
  await page.mouse.up();
}

async function frameOf(page: Page) {
  const box = await page.getByTestId('design-canvas').boundingBox();
  if (!box) throw new Error('There is no canvas.');
  return box;
}

async function createLarge(): Promise<string> {
  const { accessToken } = await mutate<{ accessToken: string }>(
    'signIn',
    'SignInInput',
    { username: user, password },
    'accessToken',
  );
  const name = `Large ${count} ${Date.now()}`;
  type Answer = { definition: { id: string; rowVersion: number } };
  const created = await mutate<Answer>(
    'createDefinition',
    'CreateDefinitionInput',
    { name, rootEntity: 'estate:application' },
    'definition { id rowVersion }',
    accessToken,
  );
  const input = { ...created.definition, ...largeDefinition(count) };
  await mutate('saveDraft', 'SaveDraftInput', input, 'definition { id }', accessToken);
  return created.definition.id;
}

async function mutate<T>(field: string, type: string, input: unknown, selection: string, token?: string): Promise<T> {
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} problems { message } } }`;
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables: { input } }),
  });
  type Body = { data?: Record<string, T & { problems: { message: string }[] }>; errors?: { message: string }[] };
  const { data, errors } = (await response.json()) as Body;
  const payload = data?.[field];
  if (!payload || payload.problems.length > 0) throw new Error(JSON.stringify(errors ?? payload?.problems));
  return payload;
}

function flat(figures: Record<string, GestureFigures>) {
  const rows = Object.entries(figures).map(([gesture, { framesPerSecond, frameMs, busyMsPerFrame }]) => [
    gesture,
    {
      framesPerSecond,
      'frame p95 ms': frameMs.p95,
      'busy mean ms': busyMsPerFrame.mean,
      'busy p95 ms': busyMsPerFrame.p95,
    },
  ]);
  return Object.fromEntries(rows);
}
